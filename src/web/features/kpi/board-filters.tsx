// What of the board is shown: by text, category, unit, owner, variation, capability; all of it in the address.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { BoardKpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { type BoardSearch, capabilities, variations } from './board-search.ts'
import { capabilityWords, variationWords } from './chips.tsx'

type BoardFiltersProps = { items: BoardKpiView[]; search: BoardSearch }

export const BoardFilters = ({ items, search }: BoardFiltersProps) => {
  const t = useT()
  const navigate = useNavigate()
  const names = useNames()
  const [text, setText] = useState(search.q ?? '')
  // On a phone the choices are out of the way until they are asked for.
  const [isOpen, setIsOpen] = useState(false)
  const go = (changes: { [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...changes }).filter(([, value]) => value !== undefined && value !== ''),
    )
    void navigate({ to: '/kpis', search: next, replace: true })
  }
  const some = (values: (string | null)[]) => [
    ...new Set(values.filter((value) => value !== null && value !== '')),
  ]
  const categories = some(items.map(({ category }) => category)).toSorted((a, b) =>
    (a ?? '').localeCompare(b ?? ''),
  )
  const all = { value: '', label: t('kpi.board.any') }
  const choice = (
    field: 'category' | 'unit' | 'owner' | 'variation' | 'capability' | 'group',
    label: string,
    options: { value: string; label: string }[],
  ) =>
    options.length > 1 && (
      <div className={tucked}>
        <SelectField
          frame={{ label }}
          value={search[field] ?? ''}
          onChange={(event) => go({ [field]: event.target.value })}
          options={field === 'group' ? options : [all, ...options]}
        />
      </div>
    )
  const tucked = isOpen ? '' : 'max-sm:hidden'
  const isNarrowed = Object.keys(search).length > 0
  return (
    <search className="mb-4 grid gap-2">
      <div className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))]">
        <div className="max-sm:col-span-2">
          <TextField
            frame={{ label: t('kpi.board.text') }}
            type="search"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              go({ q: event.target.value })
            }}
          />
        </div>
        {choice(
          'category',
          t('kpi.form.category'),
          categories.map((value) => ({ value: value ?? '', label: value ?? '' })),
        )}
        {choice(
          'unit',
          t('kpi.form.org_unit'),
          some(items.flatMap(({ unitId, otherUnitIds }) => [unitId, ...otherUnitIds])).map((id) => ({
            value: id ?? '',
            label: names.unit(id),
          })),
        )}
        {choice(
          'owner',
          t('kpi.board.owner'),
          some(items.map(({ ownerId }) => ownerId)).map((id) => ({
            value: id ?? '',
            label: names.member(id),
          })),
        )}
        {choice(
          'variation',
          t('kpi.board.variation'),
          variations.map((value) => ({ value, label: t(variationWords[value]) })),
        )}
        {choice(
          'capability',
          t('kpi.board.capability'),
          capabilities.map((value) => ({ value, label: t(capabilityWords[value]) })),
        )}
        {choice('group', t('kpi.board.group'), [
          { value: '', label: t('kpi.board.group_none') },
          { value: 'category', label: t('kpi.form.category') },
          { value: 'unit', label: t('kpi.form.org_unit') },
        ])}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Checkbox
          label={t('kpi.board.attention')}
          checked={search.show === 'attention'}
          onChange={(event) => go({ show: event.target.checked ? 'attention' : undefined })}
        />
        <Button
          size="sm"
          icon="filter"
          aria-expanded={isOpen}
          className="sm:hidden"
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('kpi.board.more')}
        </Button>
        {isNarrowed && (
          <Button
            size="sm"
            look="quiet"
            onClick={() => {
              setText('')
              void navigate({ to: '/kpis', search: {}, replace: true })
            }}
          >
            {t('kpi.board.clear')}
          </Button>
        )}
      </div>
    </search>
  )
}
