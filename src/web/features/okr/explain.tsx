// Any figure of an objective or a key result opens to how it came about: formula, inputs, weights, source, date.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ExplainedView } from '../../../contract/okr.ts'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Why, WhyLines } from '../../ui/why.tsx'

type Figure = 'progress' | 'expected' | 'status'
/** `asOf`: as it was known at that instant. */
type Subject = { of: 'objective' | 'keyResult'; id: string; figure: Figure; asOf?: string | undefined }

export const Explain = ({
  children,
  label,
  ...subject
}: Subject & { label: string; children: ReactNode }) => (
  <Why label={label} explanation={<Explanation {...subject} />}>
    {children}
  </Why>
)

const Explanation = ({ of, id, figure, asOf }: Subject) => {
  const input = { id, asOf }
  const ofObjective = useQuery(api.objectives.explain.queryOptions({ input, enabled: of === 'objective' }))
  const ofKeyResult = useQuery(api.keyResults.explain.queryOptions({ input, enabled: of === 'keyResult' }))
  const explained = (of === 'objective' ? ofObjective : ofKeyResult).data?.[figure]
  if (!explained) return <Skeleton className="h-20 w-full" />
  return <ToldExplanation explained={explained} />
}

export const ToldExplanation = ({ explained: { words, formula, inputs } }: { explained: ExplainedView }) => {
  const t = useT()
  const format = useFormat()
  const lines = inputs.map(({ label, value, weight, source, date }) => ({
    label,
    // A date on its own comes as the input's value.
    value: value === date ? format.date(value) : value,
    source: [
      weight === null ? null : t('okr.explain.weight', { weight: format.number(weight) }),
      source,
      date && value !== date ? format.date(date) : null,
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <>
      <p className="text-ink">
        <span className="font-semibold">{words}</span> = {formula}
      </p>
      {lines.length > 0 && <WhyLines lines={lines} />}
    </>
  )
}
