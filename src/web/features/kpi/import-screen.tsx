// Numbers from a file or from the clipboard: choose, check what was understood, import; as often as one likes.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { KpiView } from '../../../contract/kpi.ts'
import type { Columns, Table } from '../../../core/kpi/table-rows.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ImportCheck } from './import-check.tsx'
import { guessColumns, signatureOf, withRemembered } from './import-columns.ts'
import { ImportSource } from './import-source.tsx'
import { useKpiTrail } from './kpi-trail.tsx'

export const ImportScreen = () => {
  const t = useT()
  const told = useTold()
  const { kpiId } = useParams({ from: '/inside/kpis/$kpiId/import' })
  const kpi = useQuery(api.kpis.get.queryOptions({ input: { id: kpiId } }))
  return (
    <>
      <PageHeader title={t('kpi.import.title')} trail={useKpiTrail(kpi.data, true)} />
      {kpi.isError && <Notice tone="wrong">{told(kpi.error).detail}</Notice>}
      {kpi.isPending && <Skeleton className="h-60 max-w-3xl" />}
      {kpi.data && <Import kpi={kpi.data} />}
    </>
  )
}

type Chosen = { name: string; table: Table }

const Import = ({ kpi }: { kpi: KpiView }) => {
  const navigate = useNavigate()
  const { workspace } = useSession()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const isRatio = kpi.aggregation === 'ratio'
  return (
    <div className="grid max-w-4xl gap-5">
      <ImportSource
        isChosen={chosen !== null}
        onTable={(name, table) => setChosen({ name, table })}
        onLeave={() => void navigate({ to: '/kpis/$kpiId', params: { kpiId: kpi.id } })}
      />
      {chosen && (
        <Checked
          // A new table starts over with its own guess.
          key={`${chosen.name} ${chosen.table.rows.length} ${chosen.table.head.join()}`}
          kpi={kpi}
          chosen={chosen}
          guess={guessColumns(chosen.table, workspace.timeZone, { name: kpi.name, unit: kpi.unit, isRatio })}
        />
      )}
    </div>
  )
}

type CheckedProps = { kpi: KpiView; chosen: Chosen; guess: Columns }

/** Begins with how such a table was read the last time, where there was one. */
const Checked = ({ kpi, chosen: { name, table }, guess }: CheckedProps) => {
  const signature = signatureOf(table)
  const known = useQuery({
    ...api.importMapping.get.queryOptions({ input: { id: kpi.id, signature } }),
    // What is remembered while this table is being imported does not start it over.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  const [isAnew, setIsAnew] = useState(false)
  if (known.isPending) return <Skeleton className="h-60" />
  const mapping = isAnew ? null : (known.data?.mapping ?? null)
  return (
    <ImportCheck
      key={isAnew ? 'guess' : 'remembered'}
      kpi={kpi}
      name={name}
      table={table}
      signature={signature}
      guess={mapping ? withRemembered(guess, mapping.columns, table.head.length) : guess}
      style={mapping?.style ?? null}
      onGuessAgain={mapping ? () => setIsAnew(true) : null}
    />
  )
}
