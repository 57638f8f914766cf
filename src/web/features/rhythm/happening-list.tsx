// What happened lately, in words, newest first.
import type { HomeView } from '../../../contract/rhythm.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'

export const HappeningList = ({ happenings }: Pick<HomeView, 'happenings'>) => {
  const t = useT()
  const format = useFormat()
  return (
    <section aria-label={t('rhythm.home.happened')}>
      <SectionTitle>{t('rhythm.home.happened')}</SectionTitle>
      <ul className="divide-y rounded-md border bg-surface">
        {happenings.map(({ id, at, words }) => (
          <li
            key={id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-4 py-2.5"
          >
            <span className="min-w-0">{words}</span>
            <time dateTime={at} title={format.time(at)} className="text-sm text-ink-3">
              {format.ago(at)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}
