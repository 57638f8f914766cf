// The most useful finding about what is being written, calmly: what, a question, and one click to act on it.
import { useState } from 'react'
import type { Finding } from '../../../core/coach/finding.ts'
import type { ReadMeasure } from '../../../core/coach/measure-shape.ts'
import type { StatementKind } from '../../../core/coach/statement.ts'
import { ruleName } from '../../../i18n/coach-rules.ts'
import { findingText } from '../../../i18n/finding-text.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useAct } from '../act.ts'
import { client } from '../client.ts'
import { useT } from '../language.tsx'
import { KpiOffer } from './kpi-offer.tsx'
import { MeasureOffer } from './measure-offer.tsx'
import { type Statement, useAdvice } from './use-advice.ts'

/** A statement on its way to where it belongs. */
export type Moved = { text: string; measure: ReadMeasure | null; rewrite: string | null }

export type CoachNoteProps = Statement & {
  onText: (text: string) => void
  /** Fills the measure in, for the writer to confirm; left out where there is no measure or it is filled in. */
  onMeasure?: ((measure: ReadMeasure) => void) | undefined
  /** Where a statement can be moved from here. */
  onMove?: Partial<Record<StatementKind, (moved: Moved) => void>> | undefined
  /** Binds the key result to the KPI that its text names. */
  onKpi?: ((kpiId: string) => void) | undefined
}

export const CoachNote = (props: CoachNoteProps) => {
  const t = useT()
  const { text, onText, onMeasure } = props
  const [taken, setTaken] = useState<{ before: string; after: string } | null>(null)
  const advice = useAdvice(props)
  const isTaken = taken?.after === text
  const [first, ...others] = advice?.findings ?? []
  // The number of work measures nothing: it is not offered for the form.
  const measure = first?.moveTo === 'initiative' ? null : (advice?.review.measure ?? null)
  if (!isTaken && !first && !(measure && onMeasure)) return null
  return (
    <div className="grid gap-2">
      {isTaken && (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
          {t('coach.taken')}
          <Button size="sm" look="quiet" icon="undo" onClick={() => onText(taken.before)}>
            {t('common.undo')}
          </Button>
        </p>
      )}
      {measure && onMeasure && <MeasureOffer measure={measure} onFill={() => onMeasure(measure)} />}
      {first && (
        <section
          aria-label={t('coach.note')}
          className="grid gap-2 rounded-md border border-l-2 border-l-cham bg-surface px-3 py-2.5 text-sm"
        >
          <Said finding={first} />
          {first.rewrite && (
            <p className="text-ink-2">
              {t('coach.rewrite')} <q className="text-ink italic">{first.rewrite}</q>
            </p>
          )}
          <Actions
            {...props}
            finding={first}
            measure={measure}
            onTake={(after) => {
              setTaken({ before: text, after })
              onText(after)
            }}
          />
          <More first={first} others={others} />
        </section>
      )}
    </div>
  )
}

const Said = ({ finding }: { finding: Finding }) => {
  const { what, question } = findingText(finding, useT())
  return (
    <div className="flex items-start gap-2">
      <Icon name="comment" className="mt-0.5 text-cham" />
      <div className="min-w-0">
        <p className="font-semibold text-pretty">{what}</p>
        <p className="text-pretty text-ink-2">{question}</p>
      </div>
    </div>
  )
}

type ActionsProps = CoachNoteProps & {
  finding: Finding
  measure: ReadMeasure | null
  onTake: (rewrite: string) => void
}

const Actions = (props: ActionsProps) => {
  const { finding, measure, text, field, onMove, onKpi, onTake } = props
  const t = useT()
  const { rewrite, moveTo } = finding
  const move = moveTo && onMove?.[moveTo]
  return (
    <div className="flex flex-wrap gap-2">
      {move && (
        <Button
          size="sm"
          icon={moveTo === 'initiative' ? 'initiative' : 'arrow-down'}
          onClick={() => move({ text, measure, rewrite: rewrite ?? null })}
        >
          {moveTo === 'initiative' ? t('coach.move.initiative') : t('coach.move.key_result')}
        </Button>
      )}
      {finding.id === 'kpi_without_target' && onKpi && <KpiOffer text={text} field={field} onKpi={onKpi} />}
      {rewrite && (
        <Button size="sm" icon="edit" onClick={() => onTake(rewrite)}>
          {t('coach.take_rewrite')}
        </Button>
      )}
      <Dismiss {...props} />
    </div>
  )
}

const Dismiss = ({ finding, field, text, subjectId }: ActionsProps) => {
  const t = useT()
  const act = useAct()
  const dismiss = () =>
    act(
      () =>
        client.coach.dismiss({ rule: finding.id, kind: field, text, ...(subjectId ? { subjectId } : {}) }),
      {
        message: t('coach.dismissed', { rule: t(ruleName(finding.id)) }),
        undo: ({ id }) => client.coach.restore({ id }),
      },
    )
  return (
    <Button size="sm" look="quiet" onClick={dismiss}>
      {t('coach.dismiss')}
    </Button>
  )
}

/** Why it matters, by which rule, and what else there is. */
const More = ({ first, others }: { first: Finding; others: Finding[] }) => {
  const t = useT()
  return (
    <details>
      <summary className="min-h-6 w-fit text-ink-3 hover:text-ink">
        {t('coach.more')}
        {others.length > 0 && ` ${t('coach.others', { count: others.length })}`}
      </summary>
      <div className="mt-1 grid max-w-prose gap-2">
        <p className="text-ink-2">
          {findingText(first, t).why}{' '}
          <span className="text-ink-3">{t('coach.rule_said', { rule: t(ruleName(first.id)) })}</span>
        </p>
        {others.map((finding) => (
          <Said key={finding.id} finding={finding} />
        ))}
      </div>
    </details>
  )
}
