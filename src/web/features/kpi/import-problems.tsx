import type { ReactNode } from 'react'
import type { RowFault, RowProblem } from '../../../core/kpi/table-rows.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useT } from '../../app/language.tsx'
import { Notice } from '../../ui/notice.tsx'

const faultWords: Record<RowFault, MessageId> = {
  no_date: 'kpi.import.fault.no_date',
  no_value: 'kpi.import.fault.no_value',
  not_a_number: 'kpi.import.fault.not_a_number',
  in_future: 'kpi.import.fault.in_future',
  too_old: 'kpi.import.fault.too_old',
}

const shownProblems = 50

/** What could not be read, row by row; the person decides whether the rest goes in without them. */
export const ImportProblems = ({ problems, children }: { problems: RowProblem[]; children: ReactNode }) => {
  const t = useT()
  return (
    <div className="grid gap-3">
      <Notice tone="attention">{t('kpi.import.problems', { count: problems.length })}</Notice>
      <ol className="max-h-60 divide-y overflow-y-auto rounded-md border bg-surface text-sm">
        {problems.slice(0, shownProblems).map(({ row, fault, text }) => (
          <li key={row} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <span className="w-20 font-semibold">{t('kpi.import.row', { row })}</span>
            <span>{t(faultWords[fault])}</span>
            {text && <span className="text-ink-3">“{text}”</span>}
          </li>
        ))}
        {problems.length > shownProblems && (
          <li className="px-3 py-1.5 text-ink-3">
            {t('kpi.import.more_problems', { count: problems.length - shownProblems })}
          </li>
        )}
      </ol>
      {children}
    </div>
  )
}
