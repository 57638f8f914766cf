// In place of measurements: what a formula KPI is computed from.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Card } from '../../ui/card.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'

export const FormulaCard = ({ kpi, formula }: { kpi: KpiView; formula: string }) => {
  const t = useT()
  const { id, frequency } = kpi
  const { data } = useQuery(api.kpis.checkFormula.queryOptions({ input: { formula, frequency, id } }))
  return (
    <section>
      <SectionTitle note={t('kpi.formula.note')}>{t('kpi.formula.title')}</SectionTitle>
      <Card className="grid gap-3 p-4">
        <code className="break-words">{formula}</code>
        {data && data.inputs.length > 0 && (
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {data.inputs.map((input) => (
              <li key={input.id}>
                <Link
                  to="/kpis/$kpiId"
                  params={{ kpiId: input.id }}
                  className="underline decoration-line underline-offset-3 hover:text-ink"
                >
                  {input.name}
                </Link>{' '}
                <code className="text-sm text-ink-3">{input.slug}</code>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </section>
  )
}
