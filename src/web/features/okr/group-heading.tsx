// What stands above a group of objectives, and below it the line for those that the reader may not see.
import { Fragment } from 'react'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { BoardRow } from './use-board.ts'
import { WhyRollup } from './why-rollup.tsx'

type Heading = Pick<Extract<BoardRow, { kind: 'heading' }>, 'label' | 'count' | 'summary'>

export const GroupHeading = ({ heading: { label, count, summary } }: { heading: Heading }) => {
  const t = useT()
  const format = useFormat()
  const figures = summary
    ? (['committed', 'aspirational'] as const).filter((ambition) => summary.of[ambition].withData > 0)
    : []
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 pt-5 pb-2 text-sm text-ink-2">
      <h2 className="font-semibold">{label}</h2>
      <div className="text-ink-3">
        {t('view.count', { count })}
        {summary &&
          figures.map((ambition) => (
            <Fragment key={ambition}>
              {' · '}
              <WhyRollup {...summary.place} ambition={ambition} figure="progress">
                {`${t(ambition === 'committed' ? 'okr.ambition.committed' : 'okr.ambition.aspirational').toLowerCase()} ${format.percent(summary.of[ambition].progress)}`}
              </WhyRollup>
            </Fragment>
          ))}
      </div>
    </div>
  )
}

export const HiddenLine = ({ count }: { count: number }) => {
  const t = useT()
  return (
    <p className="mt-3 flex items-center gap-2 rounded-md border border-dashed px-4 py-3 text-sm text-ink-3">
      <Icon name="info" />
      {t('view.hidden', { count })}
    </p>
  )
}
