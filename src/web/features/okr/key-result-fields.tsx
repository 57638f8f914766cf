// All that a key result consists of, to be written or changed.
import { useState } from 'react'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { TypedNumberField } from '../../app/typed-number.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { KeyResultCoach } from './key-result-coach.tsx'
import type { KeyResultDraft, KeyResultErrors, Reading } from './key-result-draft.ts'
import { MeasureFields } from './measure-fields.tsx'
import { PlanFields } from './plan-fields.tsx'
import { useKpiBinding } from './use-kpi-binding.ts'

type Props = {
  draft: KeyResultDraft
  errors: KeyResultErrors
  onChange: (part: Partial<KeyResultDraft>) => void
  /** The saved key result, where it is one. */
  subjectId?: string | undefined
  /** Moves what was written to the initiatives, where that can be done from here. */
  onMoveToInitiatives?: ((title: string) => void) | undefined
  /** The cycle's days, where they are known: what a plan must lie within. */
  cycle?: { start: string; end: string } | undefined
}

const readingWords: Record<Reading, MessageId> = {
  mean: 'okr.reading.mean',
  latest: 'okr.reading.latest',
  cycle_to_date: 'okr.reading.cycle_to_date',
}

export const KeyResultFields = (props: Props) => {
  const { draft, errors, onChange, cycle } = props
  const t = useT()
  const { choose } = useKpiBinding(draft, onChange)
  return (
    <div className="grid gap-4">
      <TextField
        frame={{
          label: t('okr.key_result.title'),
          hint: t('okr.key_result.title_hint'),
          error: errors.title && t(errors.title),
        }}
        value={draft.title}
        maxLength={300}
        placeholder={
          draft.kind === 'keep' ? t('okr.key_result.title_example_keep') : t('okr.key_result.title_example')
        }
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <KeyResultCoach {...props} onKpi={(id) => void choose(id)} />
      <Source draft={draft} errors={errors} onChange={onChange} />
      <MeasureFields draft={draft} errors={errors} onChange={onChange} />
      <More draft={draft} errors={errors} onChange={onChange} cycle={cycle} />
    </div>
  )
}

const Source = ({ draft, errors, onChange }: Props) => {
  const t = useT()
  const { kpis, readings, choose } = useKpiBinding(draft, onChange)
  const { kpi } = draft
  return (
    <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-3 @xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem]">
        <div className="@max-xl:col-span-2">
          <SelectField
            frame={{
              label: t('okr.key_result.source'),
              hint: kpi ? t('okr.key_result.source_kpi_hint') : undefined,
            }}
            options={[
              { value: '', label: t('okr.source.manual') },
              ...kpis.map(({ id, name }) => ({ value: id, label: t('okr.source.kpi_short', { name }) })),
            ]}
            value={kpi?.id ?? ''}
            onChange={(event) => void choose(event.target.value)}
          />
        </div>
        {kpi && (
          <SelectField
            frame={{ label: t('okr.reading') }}
            options={readings.map((value) => ({ value, label: t(readingWords[value]) }))}
            value={kpi.reading}
            onChange={(event) => onChange({ kpi: { ...kpi, reading: event.target.value as Reading } })}
          />
        )}
        {kpi?.reading === 'mean' && (
          <TypedNumberField
            label={t('okr.reading.count')}
            text={kpi.countText}
            onText={(countText) => onChange({ kpi: { ...kpi, countText } })}
            error={errors.count && t(errors.count)}
          />
        )}
      </div>
    </div>
  )
}

const More = ({ draft, errors, onChange, cycle }: Props) => {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  const names = useNames()
  return (
    <details
      open={isOpen || errors.weight !== undefined || errors.plan !== undefined}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className="min-h-6 text-sm font-semibold text-ink-2 hover:text-ink">{t('okr.more')}</summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-3">
        <TypedNumberField
          label={t('okr.weight')}
          hint={t('okr.weight_hint')}
          text={draft.weightText}
          onText={(weightText) => onChange({ weightText })}
          placeholder="1"
          error={errors.weight && t(errors.weight)}
        />
        <SelectField
          frame={{ label: t('okr.owner') }}
          options={[{ value: '', label: t('okr.key_result.owner_of_objective') }, ...names.memberOptions]}
          value={draft.ownerId}
          onChange={(event) => onChange({ ownerId: event.target.value })}
        />
        <SelectField
          frame={{ label: t('okr.key_result.provider'), hint: t('okr.key_result.provider_hint') }}
          options={[{ value: '', label: t('okr.key_result.provider_none') }, ...names.memberOptions]}
          value={draft.providerId}
          onChange={(event) => onChange({ providerId: event.target.value })}
        />
        <DateField
          frame={{ label: t('okr.first_day'), hint: t('okr.key_result.as_cycle') }}
          value={draft.firstDay}
          onChange={(event) => onChange({ firstDay: event.target.value })}
        />
        <DateField
          frame={{ label: t('okr.last_day'), hint: t('okr.key_result.as_cycle') }}
          value={draft.lastDay}
          min={draft.firstDay}
          onChange={(event) => onChange({ lastDay: event.target.value })}
        />
      </div>
      {cycle && draft.kind === 'reach' && draft.kpi?.reading !== 'cycle_to_date' && (
        <div className="mt-4">
          <PlanFields
            draft={draft}
            errors={errors}
            dates={{ start: draft.firstDay || cycle.start, end: draft.lastDay || cycle.end }}
            onChange={onChange}
          />
        </div>
      )}
    </details>
  )
}
