// The sample company: three units, a closed cycle whose OKR was born of a KPI, an active one, signals to look at.
// It is filled through the same handlers as any other data, in one transaction.
import { type CycleView, Measure, type MeasureInput, type ObjectiveView } from '../../contract/okr.ts'
import { addDays, type IsoDate, type Weekday } from '../../core/calendar/iso-date.ts'
import { periodOf, type WorkCalendar } from '../../core/kpi/periods.ts'
import { kpiHandlers } from '../features/kpi/kpis.ts'
import { measurementHandlers } from '../features/kpi/measurements.ts'
import { signalHandlers } from '../features/kpi/signals.ts'
import { handOver } from '../features/loop/hand-over.ts'
import { checkInHandlers } from '../features/okr/check-ins.ts'
import { cycleHandlers } from '../features/okr/cycles.ts'
import { initiativeHandlers } from '../features/okr/initiatives.ts'
import { keyResultHandlers } from '../features/okr/key-results.ts'
import { objectiveHandlers } from '../features/okr/objectives.ts'
import type { SampleFiller } from '../features/people/setup.ts'
import { unitHandlers } from '../features/people/units.ts'
import type { Op } from '../platform/operation-context.ts'
import { asSystem } from '../platform/system.ts'
import { type Bilingual, type SampleKpi, sampleKpis, sampleSources, sampleValue } from './kpis.ts'

const weeksOfHistory = 104
/** The closed cycle: 21 weeks that began 34 weeks ago, when the response time began to fall. */
const closedFrom = 34
const closedWeeks = 21

export const sampleFiller: SampleFiller = ({ server }, { workspaceId }) =>
  asSystem(server, workspaceId, 'setup.sample', async (op) => {
    const sample = new Sample(op)
    await sample.fill()
  })

type Team = 'service' | 'sales' | 'operations'

class Sample {
  private readonly op: Op
  private readonly units = new Map<Team, string>()
  private readonly kpis = new Map<string, string>()
  /** The objective that answered what the response time said. */
  private answer = ''

  constructor(op: Op) {
    this.op = op
  }

  async fill(): Promise<void> {
    await this.makeUnits()
    await this.makeKpis()
    await this.makeClosedCycle()
    await this.makeActiveCycle()
    await this.triageOldSignals()
  }

  private say([vi, en]: Bilingual): string {
    return this.op.workspace.locale === 'en' ? en : vi
  }

  /** First day of the week that lies `ago` weeks before the running one. */
  private week(ago: number): IsoDate {
    const { firstWeekday, fiscalStartMonth } = this.op.workspace
    const calendar: WorkCalendar = { firstWeekday: firstWeekday as Weekday, fiscalStartMonth }
    return addDays(periodOf(this.op.today, 'week', calendar).start, -7 * ago)
  }

  private async makeUnits(): Promise<void> {
    const names: [Team, Bilingual][] = [
      ['service', ['Chăm sóc khách hàng', 'Customer service']],
      ['sales', ['Kinh doanh', 'Sales']],
      ['operations', ['Vận hành', 'Operations']],
    ]
    for (const [team, name] of names) {
      const { id } = await unitHandlers.create({ name: this.say(name) }, this.op)
      this.units.set(team, id)
    }
  }

  private async makeKpis(): Promise<void> {
    for (const kpi of sampleKpis) {
      const { id } = await kpiHandlers.create(
        {
          name: this.say(kpi.name),
          unit: this.say(kpi.unit),
          category: this.say(kpi.category),
          unitId: this.units.get(kpi.team),
          source: this.say(sampleSources[kpi.team]),
          direction: kpi.direction,
          frequency: 'week',
          aggregation: kpi.aggregation,
          target: kpi.target,
          precision: kpi.precision,
          floor: kpi.floor ?? null,
          ceiling: kpi.ceiling ?? null,
        },
        this.op,
      )
      this.kpis.set(kpi.key, id)
      // The KPI of the closed cycle is measured to the cycle's end first, as it was when its OKR was closed.
      await this.measure(kpi, weeksOfHistory, kpi.key === 'response' ? closedFrom - closedWeeks + 1 : 1)
    }
  }

  /** Pushes the weeks from `from` weeks ago to `to` weeks ago. */
  private async measure(kpi: SampleKpi, from: number, to: number): Promise<void> {
    const body = Array.from({ length: from - to + 1 }, (_, index) => {
      const ago = from - index
      return { at: this.week(ago), value: sampleValue(kpi, ago) }
    })
    await measurementHandlers.push({ params: { id: this.kpi(kpi.key) }, body }, this.op)
  }

  /** An OKR born of a KPI: proven, closed, and its level handed over. */
  private async makeClosedCycle(): Promise<void> {
    const start = this.week(closedFrom)
    const end = addDays(this.week(closedFrom - closedWeeks), -1)
    const cycle = await this.cycle(['Nâng nhịp chăm sóc', 'A faster beat of service'], start, end)
    const objective = await this.objective(cycle, 'service', [
      'Cải thiện sự hài lòng của khách hàng với dịch vụ chăm sóc sau bán hàng',
      'Improve customers’ satisfaction with after-sales service',
    ])
    this.answer = objective.id
    const speed = await this.keyResult(
      objective,
      [
        'Giảm thời gian trả lời trung bình từ 48 phút xuống 30 phút',
        'Reduce average response time from 48 min to 30 min',
      ],
      { kind: 'reach', start: 48, target: 30, unit: '' },
      'response',
    )
    const rings = await this.keyResult(
      objective,
      ['Nghe điện thoại sau tối đa 3 hồi chuông', 'Phones answered within 3 rings'],
      {
        kind: 'keep',
        upper: 3,
        unit: this.say(['hồi chuông', 'rings']),
      },
    )
    await initiativeHandlers.create(
      {
        title: this.say(['Tổng đài gọi lại tự động', 'Automatic call-back']),
        keyResultIds: [speed.id],
        state: 'done',
        bet: { keyResultId: speed.id, effect: -8, lag: 2 },
      },
      { ...this.op, today: this.week(closedFrom - 2) },
    )
    await this.weeklyCheckIns(rings, start, end, (week) => ({
      value: [3, 2, 3, 4, 3, 2, 3][week % 7] ?? 3,
      confidence: Math.min(9, 5 + Math.floor(week / 4)),
    }))
    await cycleHandlers.update({ id: cycle.id, state: 'review' }, this.op)
    await objectiveHandlers.review(
      {
        id: objective.id,
        decision: 'done',
        worked: this.say([
          'Gọi lại tự động giúp khách không phải chờ máy.',
          'With automatic call-back nobody waits on the line.',
        ]),
        didNot: this.say(['Kịch bản trả lời viết muộn hai tuần.', 'The answer scripts came two weeks late.']),
        learned: this.say([
          'Đo theo tuần đủ để thấy thay đổi thật.',
          'Weekly figures are enough to see a real change.',
        ]),
      },
      this.op,
    )
    await cycleHandlers.update({ id: cycle.id, state: 'closed' }, this.op)
    await handOver({ id: this.kpi('response'), keyResultId: speed.id, target: 30 }, this.op)
    for (const kpi of sampleKpis)
      if (kpi.key === 'response') await this.measure(kpi, closedFrom - closedWeeks, 1)
  }

  private async makeActiveCycle(): Promise<void> {
    const { fiscalStartMonth, firstWeekday } = this.op.workspace
    const { start, end } = periodOf(this.op.today, 'quarter', {
      fiscalStartMonth,
      firstWeekday: firstWeekday as Weekday,
    })
    const cycle = await this.cycle(['Quý này', 'This quarter'], start, end)
    const company = await this.companyObjective(cycle, start)
    const growth = await this.objective(cycle, 'sales', [
      'Tăng doanh thu của dòng sản phẩm mới một cách bền vững',
      'Grow the revenue of the new product line sustainably',
    ])
    const revenue = await this.keyResult(
      growth,
      ['Doanh thu tăng từ 15 tỷ lên 30 tỷ', 'Revenue from 15 to 30 billion ₫'],
      { kind: 'reach', start: 15e9, target: 30e9, unit: '' },
      'revenue',
      'cycle_to_date',
    )
    const nps = await this.keyResult(
      growth,
      ['Cải thiện điểm NPS từ 70 lên 80', 'Improve NPS from 70 to 80'],
      {
        kind: 'reach',
        start: 70,
        target: 80,
        unit: this.say(['điểm', 'points']),
      },
    )
    await this.weeklyCheckIns(nps, start, addDays(this.op.today, -9), (week) => ({
      value: Math.min(79, 70 + week),
      confidence: 7,
    }))
    const delivery = await this.objective(cycle, 'operations', [
      'Khách nhận hàng đúng như đã hẹn',
      'Customers receive what was promised, when it was promised',
    ])
    const onTime = await this.keyResult(
      delivery,
      ['Tăng tỷ lệ giao đúng hẹn từ 91% lên 96%', 'Raise on-time delivery from 91% to 96%'],
      { kind: 'reach', start: 91, target: 96, unit: '' },
      'on_time',
    )
    const defects = await this.keyResult(
      delivery,
      ['Tỷ lệ lỗi không quá 2%', 'Defect rate of at most 2%'],
      { kind: 'keep', upper: 2, unit: '' },
      'defects',
    )
    await initiativeHandlers.create(
      {
        title: this.say(['Chia lại tuyến giao hàng nội thành', 'Redraw the city delivery routes']),
        keyResultIds: [onTime.id],
        state: 'doing',
      },
      this.op,
    )
    const complaints = await this.objective(
      cycle,
      'service',
      ['Không để khách hàng phải nhắc lại một khiếu nại', 'No customer has to raise a complaint twice'],
      'committed',
    )
    const overdue = await this.keyResult(
      complaints,
      ['Tối đa 3 khiếu nại quá hạn mỗi tuần', 'At most 3 overdue complaints a week'],
      { kind: 'keep', upper: 3, unit: '' },
      'complaints',
    )
    const steps: Bilingual[] = [
      ['Thống nhất cam kết trả lời', 'Agree on the promise of an answer'],
      ['Một nơi nhận mọi khiếu nại', 'One place for every complaint'],
      ['Khách xem được tình trạng', 'Customers can see the state'],
    ]
    const milestones = await this.keyResult(
      complaints,
      ['Mọi khiếu nại đều theo dõi được từ đầu đến cuối', 'Every complaint can be followed from end to end'],
      {
        kind: 'milestones',
        steps: steps.map((title) => ({ title: this.say(title) })),
      },
    )
    await this.weeklyCheckIns(milestones, start, this.op.today, (week) => ({
      stepsDone: week > 3 ? [0] : [],
      confidence: 6,
    }))
    // What is fed by a KPI needs no value: confidence is all that is said each week.
    for (const [keyResult, confidence] of [
      [revenue, 6],
      [onTime, 4],
      [defects, 9],
    ] as const)
      await this.weeklyCheckIns(keyResult, start, this.op.today, () => ({ confidence }))
    await this.weeklyCheckIns(overdue, start, addDays(this.op.today, -9), () => ({ confidence: 5 }))
    // What each team aims at contributes to where the company wants to be: to all of it, or to one key result.
    for (const [objective, parent] of [
      [growth, { kind: 'objective', id: company.objective.id }],
      [delivery, { kind: 'key_result', id: company.returning.id }],
      [complaints, { kind: 'key_result', id: company.returning.id }],
    ] as const)
      await objectiveHandlers.update({ id: objective.id, parent }, this.op)
  }

  /** Where the whole company wants to be this quarter; the teams' objectives contribute to it. */
  private async companyObjective(cycle: CycleView, start: IsoDate) {
    const objective = await this.objective(cycle, null, [
      'Trở thành nơi khách hàng chọn đầu tiên, và chọn lại',
      'Be the first choice of our customers, and their next one',
    ])
    const returning = await this.keyResult(
      objective,
      ['Tỷ lệ khách mua lại tăng từ 42% lên 55%', 'Returning customers from 42% to 55%'],
      { kind: 'reach', start: 42, target: 55, unit: '%' },
    )
    const referred = await this.keyResult(
      objective,
      ['Khách được giới thiệu tăng từ 120 lên 200 người', 'Referred customers from 120 to 200'],
      { kind: 'reach', start: 120, target: 200, unit: this.say(['người', 'people']) },
    )
    const lastWeek = addDays(this.op.today, -7)
    await this.weeklyCheckIns(returning, start, lastWeek, (week) => ({
      value: Math.min(54, 42 + week),
      confidence: 7,
    }))
    await this.weeklyCheckIns(referred, start, lastWeek, (week) => ({
      value: Math.min(196, 120 + 7 * week),
      confidence: 8,
    }))
    return { objective, returning }
  }

  private kpi(key: string): string {
    return this.kpis.get(key) ?? ''
  }

  private async cycle(name: Bilingual, start: IsoDate, end: IsoDate): Promise<CycleView> {
    const kind = 'custom'
    return cycleHandlers.create({ name: this.say(name), kind, start, end, state: 'active' }, this.op)
  }

  private objective(
    cycle: CycleView,
    team: Team | null,
    title: Bilingual,
    ambition: ObjectiveView['ambition'] = 'aspirational',
  ) {
    return objectiveHandlers.create(
      { title: this.say(title), cycleId: cycle.id, unitId: team && this.units.get(team), ambition },
      this.op,
    )
  }

  private keyResult(
    objective: ObjectiveView,
    title: Bilingual,
    measure: MeasureInput,
    kpi?: string,
    reading: 'mean' | 'cycle_to_date' = 'mean',
  ): Promise<{ id: string }> {
    const binding = kpi ? { id: this.kpi(kpi), reading } : null
    const input = {
      objectiveId: objective.id,
      title: this.say(title),
      measure: Measure.parse(measure),
      kpi: binding,
    }
    return keyResultHandlers.create(input, this.op)
  }

  private async weeklyCheckIns(
    keyResult: { id: string },
    from: IsoDate,
    to: IsoDate,
    said: (week: number) => { value?: number; stepsDone?: number[]; confidence: number },
  ): Promise<void> {
    for (let week = 0, date = from; date <= to; week += 1, date = addDays(date, 7))
      await checkInHandlers.publish({ id: keyResult.id, date, ...said(week) }, this.op)
  }

  /** What happened long ago has been looked at; only the last weeks are news. */
  private async triageOldSignals(): Promise<void> {
    const recent = this.week(4)
    const { items } = await signalHandlers.list({ limit: 500 }, this.op)
    for (const signal of items) {
      const isAnswered = signal.kpiId === this.kpi('response')
      if (isAnswered || signal.to < recent || signal.reading !== 'concern')
        await signalHandlers.triage(
          isAnswered
            ? { id: signal.id, triage: 'answered', objectiveId: this.answer }
            : { id: signal.id, triage: 'acknowledged' },
          this.op,
        )
    }
  }
}
