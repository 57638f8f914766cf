// In which stretch of time: a cycle that is open, or a new one with dates of its own.
import type { CycleView } from '../../../contract/okr.ts'
import { can } from '../../../core/people/permissions.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import type { PartProps } from './draft-fields.ts'

const stateWords: Record<CycleView['state'], MessageId> = {
  draft: 'cycle.state.draft',
  active: 'cycle.state.active',
  review: 'cycle.state.review',
  closed: 'cycle.state.closed',
}

/** The shortest active cycle that holds today, else the newest open one; '' for a new one where there is none. */
export function usualCycleId(cycles: CycleView[], today: string): string {
  const open = cycles.filter(({ state }) => state === 'active' || state === 'draft')
  const running = open
    .filter(({ state, start, end }) => state === 'active' && start <= today && today <= end)
    .toSorted((a, b) => Date.parse(a.end) - Date.parse(a.start) - (Date.parse(b.end) - Date.parse(b.start)))
  return (running[0] ?? open[0])?.id ?? ''
}

type DraftCycleProps = PartProps & { cycles: CycleView[]; cycleId: string }

export const DraftCycle = ({ fields, set, error, cycles, cycleId }: DraftCycleProps) => {
  const t = useT()
  const format = useFormat()
  const { member } = useSession()
  const canManage = can(
    { memberId: member.id, role: member.role, unitIds: [], leadOf: [], unitIdsAbove: [] },
    'cycle.manage',
  )
  const open = cycles.filter(({ state }) => state !== 'closed')
  const chosen = open.find(({ id }) => id === cycleId)
  const { newCycle } = fields
  const change = (part: Partial<typeof newCycle>) => set({ newCycle: { ...newCycle, ...part } })
  return (
    <>
      <SelectField
        frame={{ label: t('loop.cycle.label') }}
        value={cycleId}
        onChange={(event) => set({ cycleId: event.target.value })}
        options={[
          ...open.map(({ id, name, start, end, state }) => ({
            value: id,
            label: `${name} · ${format.date(start)} – ${format.date(end)} · ${t(stateWords[state])}`,
          })),
          ...(canManage ? [{ value: '', label: t('loop.cycle.new') }] : []),
        ]}
      />
      {cycleId === '' && (
        <div className="grid items-start gap-4 sm:grid-cols-3">
          <TextField
            frame={{ label: t('loop.cycle.name'), error: error('cycleName') }}
            value={newCycle.name}
            onChange={(event) => change({ name: event.target.value })}
            placeholder={t('loop.cycle.name_example')}
            maxLength={300}
          />
          <DateField
            frame={{ label: t('loop.cycle.start'), error: error('cycleStart') }}
            value={newCycle.start}
            onChange={(event) => change({ start: event.target.value })}
          />
          <DateField
            frame={{ label: t('loop.cycle.end'), error: error('cycleEnd') }}
            value={newCycle.end}
            onChange={(event) => change({ end: event.target.value })}
          />
        </div>
      )}
      {canManage && (chosen === undefined || chosen.state === 'draft') && (
        <Checkbox
          label={t('loop.cycle.activate')}
          hint={t('loop.cycle.activate_hint')}
          checked={fields.isActivating}
          onChange={(event) => set({ isActivating: event.target.checked })}
        />
      )}
    </>
  )
}
