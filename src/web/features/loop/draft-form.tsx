import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import { useTold } from '../../app/change.ts'
import { api, problemOf } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { useFirstError } from '../../app/use-first-error.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { DraftBlocked, isBlocked } from './draft-blocked.tsx'
import { DraftCycle, usualCycleId } from './draft-cycle.tsx'
import { type DraftErrors, type DraftPlan, emptyDraft, type PartProps, readDraft } from './draft-fields.ts'
import { DraftGuardrail } from './draft-guardrail.tsx'
import { DraftInitiatives } from './draft-initiatives.tsx'
import { DraftStep } from './draft-step.tsx'
import { DraftTarget } from './draft-target.tsx'
import { type Made, publishDraft } from './publish-draft.ts'
import { useDraft } from './use-draft.ts'

export const DraftForm = ({ kpi }: { kpi: KpiView }) => {
  const { t, locale } = useLanguage()
  const { today } = useSession()
  const told = useTold()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [fields, setFields] = useState(emptyDraft)
  const [errors, setErrors] = useState<DraftErrors>({})
  const form = useFirstError(errors)
  const made = useRef<Made>({ initiatives: 0 })
  const drafting = useDraft(kpi, fields)
  const { draft } = drafting
  const cycles = useQuery(api.cycles.list.queryOptions({ input: { limit: 100 } })).data?.items ?? []
  const cycleId = fields.cycleId ?? usualCycleId(cycles, today)
  const publishing = useMutation({
    mutationFn: async (plan: DraftPlan) => (draft ? publishDraft(plan, draft, kpi.id, made.current) : ''),
    onSuccess: async (objectiveId) => {
      await queries.invalidateQueries()
      await navigate({ to: '/okrs/$objectiveId', params: { objectiveId } })
    },
  })
  const part: PartProps = {
    fields,
    set: (change) => setFields((before) => ({ ...before, ...change })),
    error: (field) => {
      const own = errors[field]
      return own && t(own)
    },
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!draft || drafting.isCatchingUp) return
    const read = readDraft(fields, draft, cycleId, locale)
    setErrors('errors' in read ? read.errors : {})
    if ('plan' in read) publishing.mutate(read.plan)
  }
  if (isBlocked(problemOf(drafting.error)?.code))
    return <DraftBlocked kpi={kpi} detail={told(drafting.error).detail} />
  const leave = () => void navigate({ to: '/kpis/$kpiId', params: { kpiId: kpi.id } })
  const willRun = fields.isActivating || cycles.find(({ id }) => id === cycleId)?.state === 'active'
  return (
    <form
      ref={form}
      noValidate
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && leave()}
      className="grid max-w-3xl gap-4"
    >
      <DraftStep title={t('loop.draft.where')}>
        <TextField
          frame={{ label: t('loop.draft.objective'), error: part.error('objective') }}
          value={fields.objective ?? draft?.objective.title ?? ''}
          onChange={(event) => part.set({ objective: event.target.value })}
          maxLength={300}
        />
      </DraftStep>
      <DraftStep title={t('loop.draft.how')}>
        <DraftTarget {...part} kpi={kpi} drafting={drafting} />
      </DraftStep>
      <DraftStep title={t('loop.draft.guardrail')} note={draft?.words.guardrail}>
        <DraftGuardrail {...part} />
      </DraftStep>
      <DraftStep title={t('loop.draft.what')} note={t('loop.draft.what_note')}>
        <DraftInitiatives {...part} />
      </DraftStep>
      <DraftStep title={t('loop.draft.when')}>
        <DraftCycle {...part} cycles={cycles} cycleId={cycleId} />
      </DraftStep>
      {publishing.isError && <Notice tone="wrong">{told(publishing.error).detail}</Notice>}
      {Object.keys(errors).length > 0 && <Notice tone="wrong">{t('loop.draft.incomplete')}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={!draft || publishing.isPending}>
          {t(willRun ? 'loop.draft.publish' : 'loop.draft.create')}
        </Button>
        <Button look="quiet" onClick={leave}>
          {t('loop.draft.leave')}
        </Button>
      </div>
    </form>
  )
}
