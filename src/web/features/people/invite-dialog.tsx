// Inviting one person: by mail where there is a mail server, else by a link to copy.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { UnitView } from '../../../contract/people.ts'
import { useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { CopyLink } from './copy-link.tsx'
import { givenRoles, roleHints, roleWords } from './people-words.ts'
import { type InUnits, UnitChoice } from './unit-choice.tsx'

export function InviteDialog({ units, onClose }: { units: UnitView[]; onClose: () => void }) {
  const t = useT()
  const form = useId()
  const queries = useQueryClient()
  const tell = useTold()
  const [role, setRole] = useState<(typeof givenRoles)[number]>('member')
  const [inUnits, setInUnits] = useState<InUnits>(new Map())
  const invite = useMutation({
    mutationFn: (email: string) =>
      client.invitations.create({ email: email || null, role, unitIds: [...inUnits.keys()] }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const told = tell(invite.error)
  const made = invite.data
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    invite.mutate(String(new FormData(event.currentTarget).get('email')).trim())
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('members.invite.title')}
      closeLabel={t('common.close')}
      actions={
        made ? (
          <Button look="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        ) : (
          <Button type="submit" form={form} look="primary" disabled={invite.isPending}>
            {t('members.invite.do')}
          </Button>
        )
      }
    >
      {made ? (
        <div className="grid gap-3">
          <p>
            {made.isMailed
              ? t('members.invite.mailed', { email: made.email ?? '' })
              : t('members.invite.copy')}
          </p>
          <CopyLink link={made.link} />
        </div>
      ) : (
        <form id={form} onSubmit={onSubmit} className="grid gap-4">
          <TextField
            frame={{
              label: t('people.email'),
              hint: t('members.invite.email.hint'),
              error: told.field('email'),
            }}
            name="email"
            type="email"
            autoFocus
            autoComplete="off"
          />
          <SelectField
            frame={{ label: t('members.role'), hint: t(roleHints[role]) }}
            value={role}
            onChange={(event) => setRole(event.target.value as typeof role)}
            options={givenRoles.map((value) => ({ value, label: t(roleWords[value]) }))}
          />
          <UnitChoice units={units} value={inUnits} onChange={setInUnits} />
          {told.detail && !told.field('email') && (
            <p role="alert" className="text-son-ink">
              {told.detail}
            </p>
          )}
        </form>
      )}
    </Dialog>
  )
}
