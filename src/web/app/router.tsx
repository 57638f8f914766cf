// Every screen and its address. Screens load when they are first opened; routes compose features.
import { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { isIsoDate } from '../../core/calendar/iso-date.ts'
import type { Frequency } from '../../core/kpi/types.ts'
import { readBoardSearch } from '../features/kpi/board-search.ts'
import { api, problemOf, stayIn } from './client.ts'
import { Failed, FailedAlone, NotFound } from './failed.tsx'
import { loadMessages, type MessagePart } from './language.tsx'
import { okrSearch } from './okr-search.ts'
import { Shell } from './shell.tsx'

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 2 && problemOf(error) === null },
  },
})

type InitiativeState = 'planned' | 'doing' | 'done' | 'dropped'

const isInitiativeState = (value: unknown): value is InitiativeState =>
  value === 'planned' || value === 'doing' || value === 'done' || value === 'dropped'

/** What the initiatives are narrowed to, and how they are shown. */
type InitiativeSearch = {
  owner?: string
  unit?: string
  cycle?: string
  state?: InitiativeState
  overdue?: boolean
  view?: 'board' | 'list'
}

const isFrequency = (value: unknown): value is Frequency =>
  value === 'day' || value === 'week' || value === 'month' || value === 'quarter'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  errorComponent: FailedAlone,
})

/** A screen that says more than the first page: it comes with its messages. */
async function withMessages<Screen>(screen: Promise<Screen>, ...missing: MessagePart[]): Promise<Screen> {
  await loadMessages(...missing)
  return screen
}

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  beforeLoad: async ({ context }) => {
    const { needed } = await context.queries.fetchQuery(
      api.setup.status.queryOptions({ input: {}, staleTime: 0 }),
    )
    if (!needed) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/first-run-screen.tsx'), 'settings'),
    'FirstRunScreen',
  ),
})

/** Where to go on to, and what kept a single sign-on from getting there. */
type SignInSearch = { back?: string; problem?: string; provider?: string }

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(typeof search.back === 'string' && /^\/(?!\/)/.test(search.back) ? { back: search.back } : {}),
    ...(typeof search.problem === 'string' ? { problem: search.problem } : {}),
    ...(typeof search.provider === 'string' ? { provider: search.provider } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/sign-in-screen.tsx'), 'settings', 'sso'),
    'SignInScreen',
  ),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/password-screens.tsx'), 'settings'),
    'ForgotPasswordScreen',
  ),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search: { token?: unknown }): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/password-screens.tsx'), 'settings'),
    'ResetPasswordScreen',
  ),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$token',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/join-screen.tsx'), 'settings'),
    'JoinScreen',
  ),
})

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.queries.ensureQueryData(api.session.me.queryOptions({ input: {} }))
      stayIn(session.workspace.id)
      return { session }
    } catch (error) {
      stayIn(null)
      if (problemOf(error)?.code === 'single_sign_on_required')
        throw redirect({ to: '/sign-in', search: { back: location.href, problem: 'only' } })
      if (problemOf(error)?.status !== 401) throw error
      const { needed } = await context.queries.fetchQuery(
        api.setup.status.queryOptions({ input: {}, staleTime: 0 }),
      )
      throw needed
        ? redirect({ to: '/first-run' })
        : redirect({ to: '/sign-in', search: { back: location.href } })
    }
  },
  component: Shell,
  errorComponent: FailedAlone,
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(
    () => withMessages(import('../features/rhythm/home-screen.tsx'), 'week'),
    'HomeScreen',
  ),
})

const okrs = createRoute({
  getParentRoute: () => inside,
  path: '/okrs',
  validateSearch: okrSearch,
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/okr-screen.tsx'), 'view', 'page'),
    'OkrScreen',
  ),
})

const map = createRoute({
  getParentRoute: () => inside,
  path: '/map',
  validateSearch: (search: {
    cycle?: unknown
    focus?: unknown
    view?: unknown
  }): { cycle?: string; focus?: string; view?: 'list' } => ({
    ...(typeof search.cycle === 'string' ? { cycle: search.cycle } : {}),
    ...(typeof search.focus === 'string' ? { focus: search.focus } : {}),
    ...(search.view === 'list' ? { view: 'list' as const } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/map/map-screen.tsx'), 'view'),
    'MapScreen',
  ),
})

const newObjective = createRoute({
  getParentRoute: () => inside,
  path: '/okrs/new',
  validateSearch: (search: { cycle?: unknown }): { cycle?: string } =>
    typeof search.cycle === 'string' ? { cycle: search.cycle } : {},
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/new-objective-screen.tsx'), 'writing'),
    'NewObjectiveScreen',
  ),
})

const cycleAdvice = createRoute({
  getParentRoute: () => inside,
  path: '/okrs/advice',
  validateSearch: (search: { cycle?: unknown; rule?: unknown }): { cycle?: string; rule?: string } => ({
    ...(typeof search.cycle === 'string' ? { cycle: search.cycle } : {}),
    ...(typeof search.rule === 'string' ? { rule: search.rule } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/coach/cycle-advice-screen.tsx'), 'coach'),
    'CycleAdviceScreen',
  ),
})

const pastSearch = (search: { cycle?: unknown; on?: unknown }): { cycle?: string; on?: string } => ({
  ...(typeof search.cycle === 'string' ? { cycle: search.cycle } : {}),
  ...(typeof search.on === 'string' && isIsoDate(search.on) ? { on: search.on } : {}),
})

const past = createRoute({
  getParentRoute: () => inside,
  path: '/okrs/past',
  validateSearch: pastSearch,
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/past-screen.tsx'), 'hindsight', 'view', 'pace', 'page'),
    'PastScreen',
  ),
})

const pastObjective = createRoute({
  getParentRoute: () => inside,
  path: '/okrs/$objectiveId/past',
  validateSearch: (search: { on?: unknown }): { on?: string } => pastSearch({ on: search.on }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/past-objective-screen.tsx'), 'hindsight', 'pace'),
    'PastObjectiveScreen',
  ),
})

const calibration = createRoute({
  getParentRoute: () => inside,
  path: '/calibration',
  validateSearch: (search: { scope?: unknown }): { scope?: 'workspace' } =>
    search.scope === 'workspace' ? { scope: 'workspace' } : {},
  component: lazyRouteComponent(
    () => withMessages(import('../features/loop/calibration-screen.tsx'), 'hindsight'),
    'CalibrationScreen',
  ),
})

const objective = createRoute({
  getParentRoute: () => inside,
  path: '/okrs/$objectiveId',
  component: lazyRouteComponent(
    () => withMessages(import('./objective-route.tsx'), 'page'),
    'ObjectiveRoute',
  ),
})

const archive = createRoute({
  getParentRoute: () => inside,
  path: '/okrs/archive',
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/archive-screen.tsx'), 'page', 'objective'),
    'ArchiveScreen',
  ),
})

const initiatives = createRoute({
  getParentRoute: () => inside,
  path: '/initiatives',
  validateSearch: (search: Record<string, unknown>): InitiativeSearch => ({
    ...(typeof search.owner === 'string' ? { owner: search.owner } : {}),
    ...(typeof search.unit === 'string' ? { unit: search.unit } : {}),
    ...(typeof search.cycle === 'string' ? { cycle: search.cycle } : {}),
    ...(isInitiativeState(search.state) ? { state: search.state } : {}),
    ...(search.overdue === true ? { overdue: true } : {}),
    ...(search.view === 'list' ? { view: 'list' as const } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/initiatives-screen.tsx'), 'page', 'objective', 'writing'),
    'InitiativesScreen',
  ),
})

const mentions = createRoute({
  getParentRoute: () => inside,
  path: '/mentions',
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/mentions-screen.tsx'), 'objective'),
    'MentionsScreen',
  ),
})

const checkIn = createRoute({
  getParentRoute: () => inside,
  path: '/check-in',
  component: lazyRouteComponent(
    () => withMessages(import('../features/okr/check-in-screen.tsx'), 'week'),
    'CheckInScreen',
  ),
})

const kpis = createRoute({
  getParentRoute: () => inside,
  path: '/kpis',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/board-screen.tsx'), 'kpi', 'board'),
    'KpiBoardScreen',
  ),
})

const kpiTargets = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/targets',
  validateSearch: (search: {
    frequency?: unknown
    year?: unknown
    quarter?: unknown
  }): { frequency?: Frequency; year?: number; quarter?: number } => ({
    ...(isFrequency(search.frequency) ? { frequency: search.frequency } : {}),
    ...(Number.isInteger(search.year) ? { year: search.year as number } : {}),
    ...([1, 2, 3, 4].includes(search.quarter as number) ? { quarter: search.quarter as number } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/targets-screen.tsx'), 'kpi', 'forms', 'cards'),
    'TargetsScreen',
  ),
})

const kpiNumbers = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/numbers',
  validateSearch: (search: {
    frequency?: unknown
    to?: unknown
  }): { frequency?: Frequency; to?: string } => ({
    ...(isFrequency(search.frequency) ? { frequency: search.frequency } : {}),
    ...(typeof search.to === 'string' && isIsoDate(search.to) ? { to: search.to } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/numbers-screen.tsx'), 'kpi', 'forms'),
    'NumbersScreen',
  ),
})

const kpiDrivers = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/$kpiId/drivers',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/drivers-screen.tsx'), 'kpi', 'cards'),
    'DriversScreen',
  ),
})

const scorecards = createRoute({
  getParentRoute: () => inside,
  path: '/scorecards',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/scorecards-screen.tsx'), 'kpi', 'scorecards'),
    'ScorecardsScreen',
  ),
})

const newScorecard = createRoute({
  getParentRoute: () => inside,
  path: '/scorecards/new',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/scorecard-form-screen.tsx'), 'kpi', 'forms', 'scorecards'),
    'NewScorecardScreen',
  ),
})

const scorecard = createRoute({
  getParentRoute: () => inside,
  path: '/scorecards/$scorecardId',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/scorecard-screen.tsx'), 'kpi', 'forms', 'scorecards', 'cards'),
    'ScorecardScreen',
  ),
})

const editScorecard = createRoute({
  getParentRoute: () => inside,
  path: '/scorecards/$scorecardId/edit',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/scorecard-form-screen.tsx'), 'kpi', 'forms', 'scorecards'),
    'EditScorecardScreen',
  ),
})

const newKpi = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/new',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/kpi-form-screen.tsx'), 'kpi', 'forms', 'objective', 'merge'),
    'NewKpiScreen',
  ),
})

const kpi = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/$kpiId',
  validateSearch: (search: { asOf?: unknown }): { asOf?: string } =>
    typeof search.asOf === 'string' && isIsoDate(search.asOf) ? { asOf: search.asOf } : {},
  component: lazyRouteComponent(() => withMessages(import('./kpi-route.tsx'), 'kpi'), 'KpiRoute'),
})

const editKpi = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/$kpiId/edit',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/kpi-form-screen.tsx'), 'kpi', 'forms', 'objective', 'merge'),
    'EditKpiScreen',
  ),
})

const importKpi = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/$kpiId/import',
  component: lazyRouteComponent(
    () => withMessages(import('../features/kpi/import-screen.tsx'), 'kpi', 'forms'),
    'ImportScreen',
  ),
})

const draft = createRoute({
  getParentRoute: () => inside,
  path: '/kpis/$kpiId/draft',
  component: lazyRouteComponent(
    () => withMessages(import('../features/loop/draft-screen.tsx'), 'kpi', 'forms'),
    'DraftScreen',
  ),
})

const review = createRoute({
  getParentRoute: () => inside,
  path: '/reviews',
  validateSearch: (search: { cycle?: unknown }): { cycle?: string } =>
    typeof search.cycle === 'string' ? { cycle: search.cycle } : {},
  component: lazyRouteComponent(
    () => withMessages(import('./review-route.tsx'), 'pace', 'review', 'proof'),
    'ReviewRoute',
  ),
})

type TemplateSearch = {
  kind?: 'objective' | 'kpi'
  function?: string
  q?: string
  open?: string | undefined
}

const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  validateSearch: (search: Record<string, unknown>): TemplateSearch => ({
    ...(search.kind === 'kpi' ? { kind: 'kpi' as const } : {}),
    ...(typeof search.function === 'string' && search.function ? { function: search.function } : {}),
    ...(typeof search.q === 'string' && search.q ? { q: search.q } : {}),
    ...(typeof search.open === 'string' ? { open: search.open } : {}),
  }),
  component: lazyRouteComponent(
    () => withMessages(import('../features/templates/templates-screen.tsx'), 'templates', 'kpi', 'writing'),
    'TemplatesScreen',
  ),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/settings-screen.tsx'), 'settings'),
    'SettingsScreen',
  ),
})

const settingsOrganisation = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/organisation-settings.tsx'), 'settings'),
    'OrganisationSettings',
  ),
})

const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/account-settings.tsx'), 'settings'),
    'AccountSettings',
  ),
})

const settingsPeople = createRoute({
  getParentRoute: () => settings,
  path: '/people',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/people-settings.tsx'), 'settings'),
    'PeopleSettings',
  ),
})

const settingsUnits = createRoute({
  getParentRoute: () => settings,
  path: '/units',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/unit-settings.tsx'), 'settings'),
    'UnitSettings',
  ),
})

const settingsCycles = createRoute({
  getParentRoute: () => settings,
  path: '/cycles',
  component: lazyRouteComponent(
    () =>
      withMessages(
        import('../features/okr/cycle-settings.tsx'),
        'objective',
        'pace',
        'settings',
        'writing',
        'review',
      ),
    'CycleSettings',
  ),
})

const settingsKeys = createRoute({
  getParentRoute: () => settings,
  path: '/keys',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/key-settings.tsx'), 'settings'),
    'KeySettings',
  ),
})

const settingsSignIn = createRoute({
  getParentRoute: () => settings,
  path: '/sign-in',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/access-settings.tsx'), 'settings', 'access'),
    'AccessSettings',
  ),
})

const settingsCoach = createRoute({
  getParentRoute: () => settings,
  path: '/coach',
  component: lazyRouteComponent(
    () => withMessages(import('../features/coach/coach-settings.tsx'), 'coach', 'settings'),
    'CoachSettings',
  ),
})

const settingsConnections = createRoute({
  getParentRoute: () => settings,
  path: '/connections',
  component: lazyRouteComponent(
    () =>
      withMessages(
        import('../features/connections/connection-settings.tsx'),
        'kpi',
        'forms',
        'connections',
        'settings',
      ),
    'ConnectionSettings',
  ),
})

const settingsAudit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  component: lazyRouteComponent(
    () => withMessages(import('../features/people/audit-settings.tsx'), 'settings'),
    'AuditSettings',
  ),
})

/** Any other address, with the places still at hand. */
const elsewhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound })

const tree = root.addChildren([
  firstRun,
  signIn,
  join,
  forgotPassword,
  resetPassword,
  inside.addChildren([
    home,
    okrs,
    past,
    pastObjective,
    calibration,
    map,
    newObjective,
    cycleAdvice,
    archive,
    initiatives,
    mentions,
    objective,
    checkIn,
    kpis,
    kpiTargets,
    kpiNumbers,
    kpiDrivers,
    scorecards,
    newScorecard,
    scorecard,
    editScorecard,
    newKpi,
    kpi,
    editKpi,
    importKpi,
    draft,
    review,
    templates,
    settings.addChildren([
      settingsOrganisation,
      settingsAccount,
      settingsPeople,
      settingsUnits,
      settingsCycles,
      settingsKeys,
      settingsSignIn,
      settingsCoach,
      settingsConnections,
      settingsAudit,
    ]),
    elsewhere,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  context: { queries },
  defaultErrorComponent: Failed,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
