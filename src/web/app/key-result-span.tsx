// The Span of a key result: its figures and words, ready for the drawing.
import type { ForecastBandView, KeyResultView, KeyResultWholeView } from '../../contract/okr.ts'
import { daysBetween, daysIn } from '../../core/calendar/iso-date.ts'
import { Span } from '../charts/span.tsx'
import { useWidth } from '../charts/use-width.ts'
import { useFormat } from './format.ts'
import { jointsOf, keyResultWords, type SpanFacts } from './key-result-words.ts'
import { useT } from './language.tsx'
import { useSession } from './session.tsx'
import { statusTone } from './status-chip.tsx'

/** With its forecast, where it comes along: the pale band. */
type Props = {
  keyResult: KeyResultView | KeyResultWholeView
  /** The day it is looked at on, where that is not today. */
  on?: string
}

type MiniProps = {
  keyResult: SpanFacts
  /** Where it will stand on its last day, once that is known. */
  band?: ForecastBandView['progress'] | undefined
}

export const MiniSpan = ({ keyResult, band }: MiniProps) => {
  const { summary } = keyResultWords(keyResult, useT(), useFormat())
  const [place, width] = useWidth<HTMLDivElement>(200)
  return (
    <div ref={place}>
      <Span {...figures(keyResult, band)} size="mini" width={Math.min(width, 240)} summary={summary} />
    </div>
  )
}

export const FullSpan = ({ keyResult, on }: Props) => {
  const { summary, expected, ...ends } = keyResultWords(keyResult, useT(), useFormat())
  const { today } = useSession()
  const [place, width] = useWidth<HTMLDivElement>(560)
  const { firstDay: start, lastDay: end } = keyResult
  const count = Math.max(1, Math.round(daysIn({ start, end }) / 7))
  const passed = Math.max(0, Math.min(count, Math.floor(daysBetween(start, on ?? today) / 7)))
  return (
    <div ref={place}>
      <Span
        {...figures(keyResult)}
        size="full"
        width={width}
        weeks={{ count, passed }}
        joints={jointsOf(keyResult)}
        labels={{ ...ends, ...(expected === null ? {} : { expected }) }}
        summary={summary}
      />
    </div>
  )
}

/** A `keep` expects every period, which is its right pier: no tick. */
function figures(keyResult: SpanFacts | KeyResultWholeView, ofRow?: ForecastBandView['progress']) {
  const { progress, expected, status, stale, measure } = keyResult
  const band = 'forecast' in keyResult ? keyResult.forecast.progress : (ofRow ?? null)
  return {
    progress,
    expected: measure.kind === 'keep' ? null : expected,
    tone: statusTone(status),
    stale,
    // Of a value that is to fall, the least is the most progress.
    ...(band ? { forecast: { low: Math.min(band.p10, band.p90), high: Math.max(band.p10, band.p90) } } : {}),
  }
}
