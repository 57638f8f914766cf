import { Refusal } from './refusal.ts'

/** What is archived stays as it is until it is restored. */
export function refuseArchived(
  row: { archived_at: Date | null },
  change?: { archived?: boolean | undefined },
): void {
  if (row.archived_at !== null && change?.archived !== false) throw new Refusal('archived')
}
