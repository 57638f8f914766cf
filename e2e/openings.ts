// What opens on the screens: dialogs, popovers, forms in place. Each says where it is and how it is opened.
import type { Page } from 'playwright-core'
import type { Translate } from '../src/i18n/translator.ts'
import type { WholeCompany } from './whole-company.ts'

export type Opening = {
  name: string
  at: (company: WholeCompany) => string
  /** By what a person presses; it is open once this is done. */
  open: (page: Page, t: Translate) => Promise<void>
  /** Only where there is room, or only where there is none. */
  only?: 'wide' | 'narrow'
}

const objective = ({ delivery }: WholeCompany) => `/okrs/${delivery}`
const answered = ({ kpis }: WholeCompany) => `/kpis/${kpis('Thời gian trả lời trung bình')}`
const worsened = ({ kpis }: WholeCompany) => `/kpis/${kpis('Thời gian giao hàng')}`
const onTime = 'Tăng tỷ lệ giao đúng hẹn từ 91% lên 96%'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const dialog = (page: Page) => page.locator('dialog[open]').waitFor()
const popover = (page: Page) => page.locator('[popover]:popover-open').waitFor()

/** What explains itself, by its label. */
async function explain(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await popover(page)
}

/** Through a menu: what opens it, and the entry. */
async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu }).first().click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

const inDialog =
  (button: (t: Translate) => string) =>
  async (page: Page, t: Translate): Promise<void> => {
    await press(page, button(t))
    await dialog(page)
  }

export const openings: Opening[] = [
  {
    name: 'why',
    at: objective,
    open: (page, t) => explain(page, t('okr.explain.progress')),
  },
  {
    name: 'check-in',
    at: objective,
    open: async (page, t) => {
      await press(page, t('okr.check_in.open'))
      await page.getByRole('button', { name: t('okr.check_in.publish') }).waitFor()
    },
  },
  {
    name: 'key-result-editor',
    at: objective,
    open: async (page, t) => {
      await choose(page, t('okr.key_result.actions', { title: onTime }), t('okr.key_result.edit'))
      await dialog(page)
    },
  },
  { name: 'initiative', at: objective, open: inDialog((t) => t('okr.initiative.add')) },
  { name: 'align', at: objective, open: inDialog((t) => t('okr.parent.change')) },
  {
    name: 'duplicate',
    at: objective,
    open: async (page, t) => {
      await choose(page, t('okr.objective.actions'), t('objective.duplicate'))
      await dialog(page)
    },
  },
  {
    name: 'visibility',
    at: objective,
    open: async (page, t) => {
      await page
        .getByRole('button', { name: t('okr.edit.change', { label: t('objective.visibility') }) })
        .click()
      await dialog(page)
    },
  },
  {
    name: 'filters',
    at: () => '/okrs',
    open: async (page, t) => {
      await press(page, t('view.filters'))
      await popover(page)
    },
  },
  {
    name: 'bulk',
    at: () => '/okrs?layout=list',
    only: 'wide',
    open: async (page, t) => {
      await page.getByRole('checkbox', { name: t('view.select_all') }).check()
      await press(page, t('view.bulk.open'))
      await dialog(page)
    },
  },
  {
    name: 'more-pages',
    at: () => '/okrs',
    only: 'narrow',
    open: async (page, t) => {
      await press(page, t('common.more_pages'))
      await popover(page)
    },
  },
  {
    name: 'triage-explain',
    at: worsened,
    open: async (page, t) => {
      await press(page, t('kpi.signals.explain'))
      await page.getByLabel(t('kpi.signals.cause')).waitFor()
    },
  },
  {
    name: 'triage-answer',
    at: worsened,
    open: async (page, t) => {
      await press(page, t('kpi.signals.answer'))
      await page.getByLabel(t('kpi.signals.answered_by')).waitFor()
    },
  },
  { name: 'phase', at: answered, open: inDialog((t) => t('kpi.phase.title')) },
  { name: 'phase-edit', at: answered, open: inDialog((t) => t('kpi.phase.edit')) },
  { name: 'phase-history', at: answered, open: inDialog((t) => t('kpi.phase_history.title')) },
  { name: 'annotate', at: answered, open: inDialog((t) => t('kpi.annotate.title')) },
  { name: 'left-out', at: answered, open: inDialog((t) => t('kpi.left_out.title')) },
  {
    // The test takes the hand over back first, so that it is offered again.
    name: 'hand-over',
    at: answered,
    open: async (page, t) => {
      await page.getByRole('button', { name: t('loop.hand_over.action') }).waitFor()
    },
  },
  {
    name: 'pull',
    at: () => '/settings/connections',
    open: async (page, t) => {
      await press(page, t('connections.pull.new'))
      await page.getByLabel(t('connections.pull.kpi')).selectOption({ label: 'Chi phí mỗi đơn' })
      await press(page, t('connections.pull.try'))
      await page.getByLabel(t('connections.pull.schedule'), { exact: true }).waitFor()
    },
  },
  {
    name: 'connection',
    at: () => '/settings/connections',
    open: async (page, t) => {
      await press(page, t('connections.new'))
      await page.getByRole('button', { name: t('connections.cancel') }).waitFor()
    },
  },
  {
    name: 'pull-log',
    at: () => '/settings/connections',
    open: async (page, t) => {
      await choose(page, t('connections.pull.menu', { name: 'Chi phí mỗi đơn' }), t('connections.run.log'))
      await dialog(page)
    },
  },
  { name: 'invite', at: () => '/settings/people', open: inDialog((t) => t('members.invite')) },
  {
    name: 'erase',
    at: () => '/settings/people',
    open: async (page, t) => {
      await choose(page, t('members.menu', { name: 'Hoà' }), t('members.erase'))
      await dialog(page)
    },
  },
  {
    name: 'deactivate',
    at: () => '/settings/people',
    open: async (page, t) => {
      await choose(page, t('members.menu', { name: 'Hoà' }), t('members.deactivate'))
      await dialog(page)
    },
  },
  {
    name: 'unit',
    at: () => '/settings/units',
    open: async (page, t) => {
      await press(page, t('members.unit.edit', { name: 'Vận hành' }))
      await dialog(page)
    },
  },
  { name: 'fiscal-year', at: () => '/settings/cycles', open: inDialog((t) => t('cycles.generate')) },
  {
    name: 'calibration-table',
    at: () => '/calibration?scope=workspace',
    open: async (page, t) => {
      await page.getByRole('radio', { name: t('hindsight.calibration.table') }).check()
      await explain(page, t('hindsight.calibration.why'))
    },
  },
  {
    name: 'palette',
    at: () => '/',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await dialog(page)
      await page.keyboard.type('giao')
      await page.locator('dialog[open]').getByText('Thời gian giao hàng').first().waitFor()
    },
  },
  {
    name: 'keys',
    at: () => '/',
    open: async (page) => {
      await page.keyboard.press('?')
      await dialog(page)
    },
  },
  {
    name: 'switcher',
    at: () => '/settings',
    open: async (page, t) => {
      await page
        .getByRole('main')
        .getByRole('button', { name: t('common.switch') })
        .click()
      await popover(page)
    },
  },
]
