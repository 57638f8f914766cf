// A person's role, and the units that they belong to and lead.
import { useState } from 'react'
import type { MemberView } from '../../../contract/members.ts'
import type { UnitView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { givenRoles, roleHints, roleWords } from './people-words.ts'
import { type InUnits, UnitChoice } from './unit-choice.tsx'

type Props = { person: MemberView; units: UnitView[]; onClose: () => void }

export function PersonDialog({ person, units, onClose }: Props) {
  const t = useT()
  const act = useAct()
  const [role, setRole] = useState(person.role)
  const [inUnits, setInUnits] = useState<InUnits>(
    new Map(person.unitIds.map((id) => [id, person.leadOf.includes(id)])),
  )
  const save = async () => {
    const changed = [...inUnits].map(([unitId, isLead]) => ({ unitId, isLead }))
    const saved = await act(
      () =>
        client.members.update(
          { id: person.id, role, units: changed },
          { context: { ifMatch: person.version } },
        ),
      { message: t('common.saved') },
    )
    if (saved) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={person.name}
      closeLabel={t('common.close')}
      actions={
        <Button look="primary" onClick={() => void save()}>
          {t('common.save')}
        </Button>
      }
    >
      <div className="grid gap-4">
        {role === 'owner' ? (
          <p className="text-ink-2">{t('members.owner.stays')}</p>
        ) : (
          <SelectField
            frame={{ label: t('members.role'), hint: t(roleHints[role]) }}
            value={role}
            onChange={(event) => setRole(event.target.value as typeof role)}
            options={givenRoles.map((value) => ({ value, label: t(roleWords[value]) }))}
          />
        )}
        <UnitChoice units={units} value={inUnits} onChange={setInUnits} withLeads />
      </div>
    </Dialog>
  )
}
