// Sends measurements in batches, so that a large file shows how far it is and can be stopped.
import type { NewMeasurementInput } from '../../../contract/kpi.ts'

export type Counts = { created: number; replaced: number; unchanged: number }

const batchSize = 2_000

/**
 * Batches in order of time. Measurements of the same instant stay together: without an external id, their place among
 * each other is what tells them apart (DOMAIN.md section 7, "Measurement").
 */
export function batchesOf(measurements: NewMeasurementInput[], size = batchSize): NewMeasurementInput[][] {
  const ordered = measurements.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const batches: NewMeasurementInput[][] = []
  for (let begin = 0; begin < ordered.length; ) {
    let end = Math.min(begin + size, ordered.length)
    while (end < ordered.length && ordered[end]?.at === ordered[end - 1]?.at) end++
    batches.push(ordered.slice(begin, end))
    begin = end
  }
  return batches
}

type Sending = {
  push: (batch: NewMeasurementInput[]) => Promise<Counts>
  /** Told after each batch how many rows have gone out. */
  onSent: (sent: number, counts: Counts) => void
  signal: AbortSignal
}

/** Ends early when told to: what was sent stays, and sending again changes nothing. */
export async function sendAll(
  measurements: NewMeasurementInput[],
  { push, onSent, signal }: Sending,
): Promise<Counts> {
  const total: Counts = { created: 0, replaced: 0, unchanged: 0 }
  let sent = 0
  for (const batch of batchesOf(measurements)) {
    if (signal.aborted) break
    const counts = await push(batch)
    for (const key of ['created', 'replaced', 'unchanged'] as const) total[key] += counts[key]
    sent += batch.length
    onSent(sent, { ...total })
  }
  return total
}
