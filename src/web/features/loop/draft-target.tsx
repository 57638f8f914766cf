// The bound key result: its measured start, the level wanted, and which of the two honest targets it promises.
import { useId } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import type { OkrDraftView } from '../../../contract/loop.ts'
import { useTold } from '../../app/change.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { TypedNumberField } from '../../app/typed-number.tsx'
import { Span } from '../../charts/span.tsx'
import { useWidth } from '../../charts/use-width.ts'
import { TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { DraftFields, PartProps } from './draft-fields.ts'
import type { useDraft } from './use-draft.ts'

type DraftTargetProps = PartProps & { kpi: KpiView; drafting: ReturnType<typeof useDraft> }

export const DraftTarget = ({ fields, set, error, kpi, drafting }: DraftTargetProps) => {
  const { t, locale } = useLanguage()
  const told = useTold()
  const { wanted, draft, reliable, promise } = drafting
  const measure = wanted?.keyResults[0]?.measure
  const level = measure?.kind === 'reach' ? measure.target : undefined
  const { detail } = told(drafting.error)
  return (
    <>
      {draft && <Bridge draft={draft} kpi={kpi} />}
      {draft && <p className="text-ink-2">{draft.words.start}</p>}
      {kpi.direction === 'range' ? (
        <RangeFields fields={fields} set={set} kpi={kpi} measure={measure} detail={detail} />
      ) : (
        <div className="max-w-60">
          <TypedNumberField
            label={t('loop.draft.level')}
            unit={kpi.unit}
            text={fields.target ?? numberToType(level, locale)}
            onText={(target) => set({ target })}
            error={detail ?? undefined}
          />
        </div>
      )}
      {kpi.direction === 'range' && draft?.words.reliable && (
        <p className="text-ink-2">{draft.words.reliable}</p>
      )}
      {level !== undefined && reliable !== null && (
        <Promises chosen={promise} set={set} kpi={kpi} level={level} reliable={reliable} />
      )}
      {draft?.words.targetCheck && (
        <Notice tone={draft.targetCheck === 'stretch' ? 'neutral' : 'attention'}>
          {draft.words.targetCheck}
        </Notice>
      )}
      <TextField
        frame={{ label: t('loop.draft.key_result'), error: error('keyResult') }}
        value={fields.keyResult ?? draft?.keyResults[0]?.title ?? ''}
        onChange={(event) => set({ keyResult: event.target.value })}
        maxLength={300}
      />
    </>
  )
}

type RangeFieldsProps = Pick<PartProps, 'fields' | 'set'> & {
  kpi: KpiView
  measure: OkrDraftView['keyResults'][number]['measure'] | undefined
  detail: string | null
}

/** The bounds to keep within. Typing over one takes the other along as it stands. */
const RangeFields = ({ fields, set, kpi, measure, detail }: RangeFieldsProps) => {
  const { t, locale } = useLanguage()
  const keep = measure?.kind === 'keep' ? measure : undefined
  const lower = fields.target ?? numberToType(keep?.lower, locale)
  const upper = fields.targetUpper ?? numberToType(keep?.upper, locale)
  return (
    <div className="grid max-w-120 gap-4 sm:grid-cols-2">
      <TypedNumberField
        label={t('loop.draft.lower')}
        unit={kpi.unit}
        text={lower}
        onText={(target) => set({ target, targetUpper: upper })}
        error={detail ?? undefined}
      />
      <TypedNumberField
        label={t('loop.draft.upper')}
        unit={kpi.unit}
        text={upper}
        onText={(targetUpper) => set({ target: lower, targetUpper })}
      />
    </div>
  )
}

/** The key result as it will stand on its first day. */
const Bridge = ({ draft, kpi }: { draft: OkrDraftView; kpi: KpiView }) => {
  const { t } = useLanguage()
  const format = useFormat()
  const [place, width] = useWidth<HTMLDivElement>(560)
  const measure = draft.keyResults[0]?.measure
  // A range has no shore to reach: nothing has been kept yet, and there is no bridge to draw.
  if (measure?.kind !== 'reach') return null
  const show = (value: number) => format.value(value, kpi.unit, kpi.precision, Math.abs(value) >= 1e6)
  const [start, target] = [show(measure.start), show(measure.target)]
  return (
    <div ref={place}>
      <Span
        size="full"
        width={Math.min(width, 560)}
        progress={null}
        expected={null}
        tone="neutral"
        labels={{ start, target, value: t('loop.draft.not_started') }}
        summary={t('loop.draft.bridge', { start, target })}
      />
    </div>
  )
}

type PromisesProps = Pick<PartProps, 'set'> & {
  chosen: DraftFields['promise']
  kpi: KpiView
  level: number
  reliable: number
}

const Promises = ({ chosen, set, kpi, level, reliable }: PromisesProps) => {
  const { t } = useLanguage()
  const format = useFormat()
  const name = useId()
  const show = (value: number) => format.value(value, kpi.unit, kpi.precision, Math.abs(value) >= 1e6)
  const promises = [
    {
      value: 'once' as const,
      title: t('loop.promise.once', { target: show(level) }),
      text: t('loop.promise.once_text'),
    },
    {
      value: 'reliably' as const,
      title: t('loop.promise.reliably', { target: show(level), centre: show(reliable) }),
      text: t('loop.promise.reliably_text'),
    },
  ]
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="mb-1 font-semibold">{t('loop.promise.legend')}</legend>
      {promises.map(({ value, title, text }) => (
        <label
          key={value}
          className="flex items-start gap-2.5 rounded-md border p-3 has-checked:border-cham has-checked:bg-cham-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-cham"
        >
          <input
            type="radio"
            name={name}
            checked={chosen === value}
            onChange={() => set({ promise: value })}
            className="mt-0.5 size-4 shrink-0 accent-cham outline-none"
          />
          <span>
            <span className="block font-semibold">{title}</span>
            <span className="block text-sm text-ink-2">{text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
