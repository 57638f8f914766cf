// OKR sets or KPIs, of which function, holding which words: all of it in the address.
import { getRouteApi } from '@tanstack/react-router'
import type { TemplateView } from '../../../contract/templates.ts'
import { useT } from '../../app/language.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'

const route = getRouteApi('/inside/templates')

type Props = { templates: TemplateView[]; kind: TemplateView['kind'] }

export const TemplateFilters = ({ templates, kind }: Props) => {
  const t = useT()
  const navigate = route.useNavigate()
  const { function: of = '', q = '' } = route.useSearch()
  const functions = [...new Map(templates.map((one) => [one.function, one.functionName]))]
  const change = (part: { kind?: TemplateView['kind']; function?: string; q?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...part, open: undefined }), replace: true })
  return (
    <div className="mb-5 grid items-start gap-3 sm:grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)]">
      <Segmented
        label={t('templates.kind')}
        value={kind}
        options={[
          { value: 'objective', label: t('templates.kind.objective'), icon: 'objective' },
          { value: 'kpi', label: t('templates.kind.kpi'), icon: 'chart' },
        ]}
        onChange={(value) => change({ kind: value })}
      />
      <SelectField
        frame={{ label: t('templates.function'), labelHidden: true }}
        options={[
          { value: '', label: t('templates.function.all') },
          ...functions.map(([value, label]) => ({ value, label })),
        ]}
        value={of}
        onChange={(event) => change({ function: event.target.value })}
      />
      <TextField
        frame={{ label: t('templates.find'), labelHidden: true }}
        type="search"
        placeholder={t('templates.find')}
        value={q}
        onChange={(event) => change({ q: event.target.value })}
      />
    </div>
  )
}
