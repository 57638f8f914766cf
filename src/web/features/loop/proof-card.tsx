// Did the process really change, or was it luck? The verdict in words, with everything that it rests on.
import { useQuery } from '@tanstack/react-query'
import type { ProofView } from '../../../contract/loop.ts'
import { useTold } from '../../app/change.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Why, WhyLines } from '../../ui/why.tsx'
import { verdicts } from './verdicts.ts'

export const ProofCard = ({ keyResultId }: { keyResultId: string }) => {
  const told = useTold()
  const keyResult = useQuery(api.keyResults.get.queryOptions({ input: { id: keyResultId } }))
  const kpi = keyResult.data?.kpi ?? null
  const proof = useQuery(api.loop.proof.queryOptions({ input: { id: keyResultId }, enabled: kpi !== null }))
  if (keyResult.data && kpi === null) return null
  if (proof.isError) return <Notice tone="wrong">{told(proof.error).detail}</Notice>
  if (!proof.data || !keyResult.data) return <Skeleton className="h-20" />
  const { measure } = keyResult.data
  return <Proof proof={proof.data} unit={'unit' in measure ? measure.unit : ''} />
}

const Proof = ({ proof, unit }: { proof: ProofView; unit: string }) => {
  const t = useT()
  const format = useFormat()
  const { tone, icon, word, edge } = verdicts[proof.verdict]
  return (
    <div className="grid gap-2">
      <p className="sr-only">{t('loop.proof.title')}</p>
      <div>
        <Why
          label={t('loop.proof.why', { verdict: t(word) })}
          explanation={<Explanation proof={proof} unit={unit} />}
        >
          <Chip tone={tone} icon={icon}>
            {t(word)}
          </Chip>
        </Why>
      </div>
      <p className={`border-l-3 pl-3 ${edge}`}>{proof.words}</p>
      {proof.decidedAt && (
        <p className="text-sm text-ink-3">
          {t(proof.restated ? 'loop.proof.restated' : 'loop.proof.decided', {
            when: format.time(proof.decidedAt),
          })}
        </p>
      )}
    </div>
  )
}

/** What stands beside the words: the figures, and what the rule costs in false alarms. */
const Explanation = ({ proof, unit }: { proof: ProofView; unit: string }) => {
  const t = useT()
  const format = useFormat()
  const show = (value: number | null) => format.value(value, unit, 2)
  const { before, beforePeriods, after, afterPeriods, difference, limits, from, falseRate } = proof
  return (
    <>
      <p>{t('loop.proof.rule')}</p>
      <WhyLines
        lines={[
          {
            label: t('loop.proof.before'),
            value: show(before),
            source: t('loop.proof.periods', { count: beforePeriods }),
          },
          {
            label: t('loop.proof.after'),
            value: show(after),
            source: t('loop.proof.periods', { count: afterPeriods }),
          },
          { label: t('loop.proof.difference'), value: show(difference) },
          ...(limits
            ? [
                {
                  label: t('loop.proof.limits'),
                  value: `${format.number(limits.lower, 2)} – ${format.number(limits.upper, 2)}`,
                },
              ]
            : []),
          ...(from ? [{ label: t('loop.proof.from'), value: format.date(from) }] : []),
          ...(falseRate === null
            ? []
            : [{ label: t('loop.proof.false_rate'), value: format.value(falseRate * 100, '%', 1) }]),
        ]}
      />
    </>
  )
}
