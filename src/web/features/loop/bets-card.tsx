// Initiatives are bets: what each was expected to bring, and what the figures say since.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { verdicts } from './verdicts.ts'

export const BetsCard = ({ kpiId }: { kpiId: string }) => {
  const t = useT()
  const format = useFormat()
  const bets = useQuery(api.loop.bets.queryOptions({ input: { id: kpiId } }))
  const items = bets.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card className="p-4">
      <h2 className="mb-1 text-sm font-semibold text-ink-2">{t('loop.bets.title')}</h2>
      <ul className="divide-y">
        {items.map(({ initiativeId, title, objectiveId, doneOn, verdict, words }) => {
          const look = verdict === null ? verdicts.too_early : verdicts[verdict]
          return (
            <li key={initiativeId} className="grid gap-1.5 py-3">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  to="/okrs/$objectiveId"
                  params={{ objectiveId }}
                  className="min-w-0 font-semibold hover:underline"
                >
                  {title}
                </Link>
                <span className="text-sm text-ink-3">
                  {t('loop.bets.done', { date: format.date(doneOn) })}
                </span>
                <Chip tone={look.tone} icon={look.icon}>
                  {t(verdict === null ? 'loop.bets.waiting' : look.word)}
                </Chip>
              </div>
              <p className={`border-l-3 pl-3 ${look.edge}`}>{words}</p>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
