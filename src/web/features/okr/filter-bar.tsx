// Which objectives of the cycle are shown: words at hand, the rest behind one button that says how many are set.
import type { ReactNode } from 'react'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { confidences, groupings, type OkrSearch, orders, statuses } from '../../app/okr-search.ts'
import { statusWord } from '../../app/status-chip.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { Popover } from '../../ui/popover.tsx'

/** What is usual is `undefined`: it does not stand in the address. */
export type Part = { [K in keyof OkrSearch]?: OkrSearch[K] | undefined }

type Props = { search: OkrSearch; onChange: (part: Part) => void; cycle: ReactNode }

/** Above this many statuses together, the choice reads "behind". */
const behind = 'off_track,at_risk'

export const FilterBar = ({ search, onChange, cycle }: Props) => {
  const t = useT()
  return (
    <div className="mb-4 flex flex-wrap items-start gap-2">
      <div className="min-w-44 grow basis-52 sm:max-w-72">{cycle}</div>
      <div className="min-w-44 grow basis-52">
        <TextField
          frame={{ label: t('okr.find'), labelHidden: true }}
          type="search"
          placeholder={t('okr.find')}
          value={search.q ?? ''}
          onChange={(event) => onChange({ q: event.target.value || undefined })}
        />
      </div>
      <FilterPopover search={search} onChange={onChange} />
      <Segmented
        label={t('view.layout')}
        value={search.layout ?? 'board'}
        options={[
          { value: 'board', label: t('view.layout.board') },
          { value: 'list', label: t('view.layout.list') },
        ]}
        onChange={(layout) => onChange({ layout: layout === 'board' ? undefined : layout })}
      />
    </div>
  )
}

const FilterPopover = ({ search, onChange }: Omit<Props, 'cycle'>) => {
  const t = useT()
  const { memberOptions, unitOptions } = useNames()
  const { unit, owner, status, confidence, stale } = search
  const count = [unit, owner, status, confidence, stale].filter(Boolean).length
  return (
    <Popover
      label={t('view.filters')}
      trigger={(props) => (
        <Button icon="filter" {...props}>
          {count > 0 ? t('view.filters.count', { count }) : t('view.filters')}
        </Button>
      )}
    >
      <div className="grid gap-3">
        <SelectField
          frame={{ label: t('okr.unit') }}
          options={[{ value: '', label: t('okr.unit.all') }, ...unitOptions.slice(1)]}
          value={unit ?? ''}
          onChange={(event) => onChange({ unit: event.target.value || undefined })}
        />
        <SelectField
          frame={{ label: t('okr.owner') }}
          options={[
            { value: '', label: t('view.owner.any') },
            { value: 'me', label: t('view.owner.me') },
            ...memberOptions,
          ]}
          value={owner ?? ''}
          onChange={(event) => onChange({ owner: event.target.value || undefined })}
        />
        <SelectField
          frame={{ label: t('view.status') }}
          options={[
            { value: '', label: t('view.status.any') },
            { value: behind, label: t('view.status.behind') },
            ...statuses.map((one) => ({ value: one, label: t(statusWord(one)) })),
          ]}
          value={status ?? ''}
          onChange={(event) => onChange({ status: event.target.value || undefined })}
        />
        <SelectField
          frame={{ label: t('view.confidence') }}
          options={[{ value: '', label: t('view.confidence.any') }, ...useConfidenceOptions()]}
          value={confidence ?? ''}
          onChange={(event) =>
            onChange({ confidence: confidences.find((one) => one === event.target.value) })
          }
        />
        <Checkbox
          label={t('view.stale')}
          checked={stale === 'yes'}
          onChange={(event) => onChange({ stale: event.target.checked ? 'yes' : undefined })}
        />
        <hr className="border-line" />
        <SelectField
          frame={{ label: t('view.group') }}
          options={useGroupOptions()}
          value={search.group ?? usualGrouping(search)}
          onChange={(event) => onChange({ group: groupings.find((one) => one === event.target.value) })}
        />
        <SelectField
          frame={{ label: t('view.sort') }}
          options={useOrderOptions()}
          value={search.sort ?? 'given'}
          onChange={(event) =>
            onChange({ sort: orders.find((one) => one === event.target.value), down: undefined })
          }
        />
        {count > 0 && (
          <Button
            look="quiet"
            icon="close"
            onClick={() =>
              onChange({
                unit: undefined,
                owner: undefined,
                status: undefined,
                confidence: undefined,
                stale: undefined,
              })
            }
          >
            {t('view.filters.clear')}
          </Button>
        )}
      </div>
    </Popover>
  )
}

/** A board is read by unit, a list as one. */
export const usualGrouping = ({ layout }: OkrSearch) => (layout === 'list' ? 'none' : 'unit')

function useConfidenceOptions() {
  const t = useT()
  const words = {
    low: t('view.confidence.low'),
    middle: t('view.confidence.middle'),
    high: t('view.confidence.high'),
    none: t('view.confidence.none'),
  }
  return confidences.map((value) => ({ value, label: words[value] }))
}

function useGroupOptions() {
  const t = useT()
  const words = {
    unit: t('view.group.unit'),
    owner: t('view.group.owner'),
    status: t('view.group.status'),
    none: t('view.group.none'),
  }
  return groupings.map((value) => ({ value, label: words[value] }))
}

function useOrderOptions() {
  const t = useT()
  const words = {
    given: t('view.sort.given'),
    attention: t('view.sort.attention'),
    title: t('view.sort.title'),
    progress: t('view.sort.progress'),
    confidence: t('view.sort.confidence'),
    owner: t('view.sort.owner'),
  }
  return orders.map((value) => ({ value, label: words[value] }))
}
