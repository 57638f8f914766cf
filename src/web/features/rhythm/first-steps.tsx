// What a new organisation does first: measure, aim, check in.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../../app/language.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'

export const FirstSteps = ({ hasKpi, hasObjective }: { hasKpi: boolean; hasObjective: boolean }) => {
  const t = useT()
  return (
    <section aria-label={t('rhythm.first.title')}>
      <SectionTitle note={t('rhythm.first.note')}>{t('rhythm.first.title')}</SectionTitle>
      <ol className="grid gap-4 md:grid-cols-3">
        <Step
          number={1}
          title={t('rhythm.first.measure')}
          text={t('rhythm.first.measure_text')}
          isDone={hasKpi}
          action={
            <Link to="/kpis/new" className={buttonClass(hasKpi ? 'secondary' : 'primary')}>
              {t('rhythm.action.new_kpi')}
            </Link>
          }
        />
        <Step
          number={2}
          title={t('rhythm.first.aim')}
          text={t('rhythm.first.aim_text')}
          isDone={hasObjective}
          action={
            <Link to="/okrs/new" className={buttonClass(hasKpi && !hasObjective ? 'primary' : 'secondary')}>
              {t('rhythm.action.new_objective')}
            </Link>
          }
        />
        <Step
          number={3}
          title={t('rhythm.first.check_in')}
          text={t('rhythm.first.check_in_text')}
          isDone={false}
        />
      </ol>
    </section>
  )
}

type StepProps = { number: number; title: string; text: string; isDone: boolean; action?: ReactNode }

const Step = ({ number, title, text, isDone, action }: StepProps) => {
  const t = useT()
  return (
    <li className="flex">
      <Card className="flex grow flex-col gap-2 p-4">
        <h3 className="flex items-center gap-2.5 font-semibold">
          <span
            aria-hidden="true"
            className={`inline-flex size-6 items-center justify-center rounded-full text-sm ${isDone ? 'bg-teal-soft text-teal-ink' : 'bg-cham-soft text-cham'}`}
          >
            {isDone ? <Icon name="check" size={12} /> : number}
          </span>
          {title}
          {isDone && <span className="text-sm font-normal text-teal-ink">{t('rhythm.first.done')}</span>}
        </h3>
        <p className="grow text-ink-2">{text}</p>
        {action && !isDone && <div className="mt-2">{action}</div>}
      </Card>
    </li>
  )
}
