// What the search offers: things that were found, and things to do.
import { useNavigate } from '@tanstack/react-router'
import type { MessageId } from '../../../i18n/translator.ts'
import { useLanguage } from '../../app/language.tsx'
import { applyTheme } from '../../app/theme.ts'
import type { IconName } from '../../ui/icon.tsx'

export type Choice = { key: string; label: string; kind: string; icon: IconName; onChoose: () => void }

type FoundKind = 'objective' | 'key_result' | 'initiative' | 'kpi'
type Found = { kind: FoundKind; id: string; title: string; objectiveId: string | null }

const kinds: Record<FoundKind, { icon: IconName; word: MessageId }> = {
  objective: { icon: 'objective', word: 'rhythm.search.objective' },
  key_result: { icon: 'check', word: 'rhythm.search.key_result' },
  initiative: { icon: 'initiative', word: 'rhythm.search.initiative' },
  kpi: { icon: 'chart', word: 'rhythm.search.kpi' },
}

export function useFoundChoices(items: Found[]): Choice[] {
  const { t } = useLanguage()
  const navigate = useNavigate()
  return items.map(({ kind, id, title, objectiveId }) => ({
    key: id,
    label: title,
    kind: t(kinds[kind].word),
    icon: kinds[kind].icon,
    onChoose: () => {
      if (kind === 'kpi') void navigate({ to: '/kpis/$kpiId', params: { kpiId: id } })
      else if (kind === 'objective') void navigate({ to: '/okrs/$objectiveId', params: { objectiveId: id } })
      else if (objectiveId) void navigate({ to: '/okrs/$objectiveId', params: { objectiveId }, hash: id })
      else void navigate({ to: kind === 'initiative' ? '/initiatives' : '/okrs' })
    },
  }))
}

export function useActions(): Choice[] {
  const { t, locale, setLocale } = useLanguage()
  const navigate = useNavigate()
  const isDark = () => getComputedStyle(document.documentElement).colorScheme === 'dark' || darkBySystem()
  const action = (key: string, label: string, icon: IconName, onChoose: () => void): Choice => ({
    key,
    label,
    kind: t('rhythm.search.action'),
    icon,
    onChoose,
  })
  return [
    action('check-in', t('rhythm.action.check_in'), 'check', () => void navigate({ to: '/check-in' })),
    action(
      'new-objective',
      t('rhythm.action.new_objective'),
      'plus',
      () => void navigate({ to: '/okrs/new' }),
    ),
    action('new-kpi', t('rhythm.action.new_kpi'), 'plus', () => void navigate({ to: '/kpis/new' })),
    action('numbers', t('rhythm.search.numbers'), 'chart', () => void navigate({ to: '/kpis/numbers' })),
    action('scorecards', t('rhythm.search.scorecards'), 'chart', () => void navigate({ to: '/scorecards' })),
    action(
      'initiatives',
      t('common.place.initiatives'),
      'initiative',
      () => void navigate({ to: '/initiatives' }),
    ),
    action('mentions', t('common.place.mentions'), 'inbox', () => void navigate({ to: '/mentions' })),
    action('archive', t('common.place.archive'), 'archive', () => void navigate({ to: '/okrs/archive' })),
    action('templates', t('templates.use'), 'copy', () => void navigate({ to: '/templates' })),
    action('theme', t('rhythm.action.theme'), 'settings', () => applyTheme(isDark() ? 'light' : 'dark')),
    action('language', t('rhythm.action.language'), 'settings', () =>
      setLocale(locale === 'vi' ? 'en' : 'vi'),
    ),
  ]
}

/** Without a choice of the person's own, the system decides. */
function darkBySystem(): boolean {
  return (
    document.documentElement.dataset.theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches
  )
}
