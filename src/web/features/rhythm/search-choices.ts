// What the search offers: things that were found, things opened before, and things to do.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { matchRank } from '../../../core/text/match.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { keep, readKept } from '../../app/kept.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { applyTheme } from '../../app/theme.ts'
import type { IconName } from '../../ui/icon.tsx'

export type Choice = {
  key: string
  label: string
  /** Where it stands, when the name alone does not say. */
  within?: string | null
  kind: string
  icon: IconName
  /** The keys that do the same from anywhere. */
  keys?: string[]
  onChoose: () => void
}

type FoundKind = 'objective' | 'key_result' | 'initiative' | 'kpi' | 'unit' | 'person' | 'cycle'
export type Found = {
  kind: FoundKind
  id: string
  title: string
  objectiveId: string | null
  within: string | null
}

const kinds: Record<FoundKind, { icon: IconName; word: MessageId }> = {
  objective: { icon: 'objective', word: 'rhythm.search.objective' },
  key_result: { icon: 'check', word: 'rhythm.search.key_result' },
  initiative: { icon: 'initiative', word: 'rhythm.search.initiative' },
  kpi: { icon: 'chart', word: 'rhythm.search.kpi' },
  unit: { icon: 'map', word: 'rhythm.search.unit' },
  person: { icon: 'person', word: 'rhythm.search.person' },
  cycle: { icon: 'calendar', word: 'rhythm.search.cycle' },
}

/** What was chosen last, newest first: of this person on this device. */
function useRecent(): { recent: Found[]; remember: (item: Found) => void } {
  const { member } = useSession()
  const name = `recent.${member.id}`
  const [recent] = useState(() => readKept<Found[]>(name) ?? [])
  const remember = (item: Found) =>
    keep(name, [item, ...recent.filter(({ id }) => id !== item.id)].slice(0, 6))
  return { recent, remember }
}

/** The best first: of what was found and of what can be done, and without words what was opened last. */
export function useChoices(words: string, found: Found[]): Choice[] {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const actions = useActions()
  const { recent, remember } = useRecent()
  const open = ({ kind, id, objectiveId }: Found) => {
    if (kind === 'kpi') return navigate({ to: '/kpis/$kpiId', params: { kpiId: id } })
    if (kind === 'objective') return navigate({ to: '/okrs/$objectiveId', params: { objectiveId: id } })
    if (kind === 'unit') return navigate({ to: '/okrs', search: { unit: id } })
    if (kind === 'person') return navigate({ to: '/okrs', search: { owner: id } })
    if (kind === 'cycle') return navigate({ to: '/okrs', search: { cycle: id } })
    if (objectiveId) return navigate({ to: '/okrs/$objectiveId', params: { objectiveId }, hash: id })
    return navigate({ to: '/initiatives' })
  }
  const choiceOf = (item: Found): Choice => ({
    key: item.id,
    label: item.title,
    within: item.within,
    kind: t(kinds[item.kind].word),
    icon: kinds[item.kind].icon,
    onChoose: () => {
      remember(item)
      void open(item)
    },
  })
  if (words === '') return [...recent.map(choiceOf), ...actions]
  const ranked = [...found.map(choiceOf), ...actions.filter(({ label }) => matchRank(label, words) !== null)]
  return ranked.toSorted((one, other) => rankOf(one.label, words) - rankOf(other.label, words))
}

/** What the server found though it is only written nearly so comes last. */
const rankOf = (label: string, words: string) => matchRank(label, words) ?? 4

type Goal = { to: string; label: MessageId; icon: IconName; keys?: string[] }

const goals: Goal[] = [
  { to: '/', label: 'common.place.home', icon: 'home', keys: ['G', 'H'] },
  { to: '/okrs', label: 'common.place.okrs', icon: 'objective', keys: ['G', 'O'] },
  { to: '/map', label: 'common.place.map', icon: 'map', keys: ['G', 'M'] },
  { to: '/kpis', label: 'common.place.kpis', icon: 'chart', keys: ['G', 'K'] },
  { to: '/initiatives', label: 'common.place.initiatives', icon: 'initiative', keys: ['G', 'I'] },
  { to: '/reviews', label: 'common.place.reviews', icon: 'review', keys: ['G', 'R'] },
  { to: '/mentions', label: 'common.place.mentions', icon: 'inbox', keys: ['G', 'N'] },
  { to: '/settings', label: 'common.place.settings', icon: 'settings', keys: ['G', 'S'] },
  { to: '/settings/cycles', label: 'rhythm.go.cycles', icon: 'settings' },
  { to: '/settings/units', label: 'rhythm.go.units', icon: 'settings' },
  { to: '/settings/people', label: 'rhythm.go.people', icon: 'settings' },
  { to: '/settings/account', label: 'rhythm.go.account', icon: 'settings' },
  { to: '/kpis/numbers', label: 'rhythm.search.numbers', icon: 'edit' },
  { to: '/scorecards', label: 'rhythm.search.scorecards', icon: 'review' },
  { to: '/templates', label: 'templates.use', icon: 'copy' },
  { to: '/okrs/archive', label: 'common.place.archive', icon: 'archive' },
]

function useActions(): Choice[] {
  const { t, locale, setLocale } = useLanguage()
  const { member } = useSession()
  const navigate = useNavigate()
  const isDark = () => getComputedStyle(document.documentElement).colorScheme === 'dark' || darkBySystem()
  const action = (choice: Omit<Choice, 'kind'>): Choice => ({ ...choice, kind: t('rhythm.search.action') })
  const making = [
    action({
      ...{ key: 'check-in', label: t('rhythm.action.check_in'), icon: 'check', keys: ['U'] },
      onChoose: () => void navigate({ to: '/check-in' }),
    }),
    action({
      ...{ key: 'new-objective', label: t('rhythm.action.new_objective'), icon: 'plus', keys: ['C'] },
      onChoose: () => void navigate({ to: '/okrs/new' }),
    }),
    action({
      ...{ key: 'new-kpi', label: t('rhythm.action.new_kpi'), icon: 'plus' },
      onChoose: () => void navigate({ to: '/kpis/new' }),
    }),
  ]
  const going = goals.map(({ to, label, icon, keys }) => ({
    ...{ key: to, label: t(label), kind: t('rhythm.search.go'), icon, ...(keys ? { keys } : {}) },
    onChoose: () => void navigate({ to }),
  }))
  return [
    // A viewer reads.
    ...(member.role === 'viewer' ? [] : making),
    ...going,
    action({
      ...{ key: 'theme', label: t('rhythm.action.theme'), icon: 'settings' },
      onChoose: () => applyTheme(isDark() ? 'light' : 'dark'),
    }),
    action({
      ...{ key: 'language', label: t('rhythm.action.language'), icon: 'settings' },
      onChoose: () => setLocale(locale === 'vi' ? 'en' : 'vi'),
    }),
  ]
}

/** Without a choice of the person's own, the system decides. */
function darkBySystem(): boolean {
  return (
    document.documentElement.dataset.theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches
  )
}
