// The guided objective: where to, how will we know, what will we do.
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { usualCycle } from '../../../core/okr/usual-cycle.ts'
import { useTold } from '../../app/change.ts'
import { openCycles, useCycles } from '../../app/cycles.ts'
import { useLanguage } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { useSession } from '../../app/session.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { HowQuestion } from './how-question.tsx'
import { movedFromInitiatives, movedToInitiatives, movedToKeyResults } from './moved-statements.ts'
import {
  createObjective,
  emptyObjective,
  type Made,
  type ObjectiveDraft,
  objectiveErrors,
  StoppedAt,
} from './objective-draft.ts'
import { WhatQuestion } from './what-question.tsx'
import { WhereQuestion } from './where-question.tsx'

const route = getRouteApi('/inside/okrs/new')

export const NewObjectiveScreen = () => {
  const { t } = useLanguage()
  const search = route.useSearch()
  const { cycles } = useCycles()
  const { member, today } = useSession()
  const trail = { label: t('okr.trail'), steps: [{ label: t('okr.title'), href: '/okrs' }], link: RouterLink }
  const open = openCycles(cycles ?? [])
  const cycle = open.find(({ id }) => id === search.cycle) ?? usualCycle(open, today)
  return (
    <>
      <PageHeader
        title={t('okr.new.title')}
        trail={trail}
        actions={
          <RouterLink href="/templates" className={buttonClass()}>
            {t('templates.use')}
          </RouterLink>
        }
      />
      {cycles ? (
        <NewObjectiveForm
          initial={emptyObjective(member.id, member.leadOf[0] ?? member.unitIds[0] ?? '', cycle)}
        />
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
    </>
  )
}

const NewObjectiveForm = ({ initial }: { initial: ObjectiveDraft }) => {
  const { t, locale } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(initial)
  const [wasTried, setWasTried] = useState(false)
  const [isCreating, setIsCreating] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const made = useRef<Made>({ objectiveId: null, keys: new Set() })
  const form = useRef<HTMLFormElement>(null)
  const toast = useToast()
  const errors = objectiveErrors(draft, locale)
  const shownErrors = wasTried ? errors : { keyResults: {} }
  const told = useTold()(failure instanceof StoppedAt ? failure.cause : failure)
  const change = (part: Partial<ObjectiveDraft>) => setDraft((before) => ({ ...before, ...part }))

  /** What is put in its place can be taken back as it was. */
  const put = (moved: ObjectiveDraft, message: string) => {
    const before = draft
    setDraft(moved)
    toast({ message, action: { label: t('common.undo'), onAction: () => setDraft(before) } })
  }
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setWasTried(true)
    if (errors.title || errors.cycleId || Object.keys(errors.keyResults).length > 0)
      return focusFirstError(form.current)
    setIsCreating(true)
    setFailure(null)
    try {
      const objectiveId = await createObjective(draft, made.current, locale)
      await queries.invalidateQueries()
      await navigate({ to: '/okrs/$objectiveId', params: { objectiveId } })
    } catch (error) {
      setFailure(error)
      setIsCreating(false)
    }
  }
  return (
    <form ref={form} onSubmit={create} noValidate className="grid max-w-3xl gap-9 pb-24">
      <WhereQuestion
        draft={draft}
        errors={shownErrors}
        onChange={change}
        onMoveToKeyResults={(moved) =>
          put(movedToKeyResults(draft, moved, locale), t('coach.moved.key_result'))
        }
      />
      <HowQuestion
        rows={draft.keyResults}
        errors={shownErrors.keyResults}
        stoppedAt={failure instanceof StoppedAt ? failure.key : null}
        refusal={told.detail}
        onMoveToInitiatives={(key, title) =>
          put(movedToInitiatives(draft, key, title), t('coach.moved', { title }))
        }
        onChange={(update) => setDraft((before) => ({ ...before, keyResults: update(before.keyResults) }))}
      />
      <WhatQuestion
        draft={draft}
        onChange={change}
        onMoveToKeyResults={(key, moved) =>
          put(movedFromInitiatives(draft, key, moved, locale), t('coach.moved.key_result'))
        }
      />
      <div className="grid justify-items-start gap-3 border-t pt-5">
        {told.detail && (
          <p role="alert" className="flex items-center gap-1.5 text-son-ink">
            <Icon name="warning" />
            {told.detail}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={isCreating}>
            {isCreating ? t('okr.new.creating') : t('okr.new.create')}
          </Button>
          <RouterLink href="/okrs" className={buttonClass('quiet')}>
            {t('okr.edit.leave')}
          </RouterLink>
        </div>
      </div>
    </form>
  )
}

function focusFirstError(form: HTMLFormElement | null): void {
  // After React has drawn the errors.
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
