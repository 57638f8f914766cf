import type { RowFault, RowProblem } from '../../../core/kpi/table-rows.ts'
import type { MessageId, Translate } from '../../../i18n/translator.ts'

const messages: Record<RowFault, MessageId> = {
  no_date: 'kpi.import.fault.no_date',
  no_value: 'kpi.import.fault.no_value',
  not_a_number: 'kpi.import.fault.not_a_number',
  in_future: 'kpi.import.fault.in_future',
  too_old: 'kpi.import.fault.too_old',
}

/** What is wrong with a row, with what stands in it. */
export function problemWords(t: Translate, { fault, text }: RowProblem): string {
  return text ? `${t(messages[fault])}: “${text}”` : t(messages[fault])
}
