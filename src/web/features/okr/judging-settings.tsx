// How figures are judged: the thresholds of statuses and the bands of scores, for every open cycle.
import { useState } from 'react'
import type { WorkspaceView } from '../../../contract/people.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { numberToType } from '../../app/number-to-type.ts'
import { useSession } from '../../app/session.tsx'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'

type Field = 'onTrackRatio' | 'atRiskRatio' | 'earlyShare' | 'amberFrom' | 'greenFrom'

const fields: [Field, MessageId, MessageId | null][] = [
  ['onTrackRatio', 'pace.judging.on_track', 'pace.judging.of_expected'],
  ['atRiskRatio', 'pace.judging.at_risk', 'pace.judging.of_expected'],
  ['earlyShare', 'pace.judging.early', null],
  ['greenFrom', 'pace.judging.green', null],
  ['amberFrom', 'pace.judging.amber', null],
]

export const JudgingSettings = () => {
  const { t } = useLanguage()
  const { workspace } = useSession()
  return (
    <section aria-label={t('pace.judging.title')}>
      <SectionTitle>{t('pace.judging.title')}</SectionTitle>
      <p className="mb-3 max-w-prose text-ink-2">{t('pace.judging.explained')}</p>
      <JudgingForm key={workspace.version} workspace={workspace} />
    </section>
  )
}

const JudgingForm = ({ workspace }: { workspace: WorkspaceView }) => {
  const { t, locale } = useLanguage()
  const act = useAct()
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(fields.map(([field]) => [field, numberToType(workspace[field], locale)])),
  )
  const read = (field: Field) => readTyped(texts[field] ?? '', locale).value
  const isWrong = (field: Field) => {
    const value = read(field)
    return value === null || value < 0 || value > 1
  }
  const save = () => {
    const changes = Object.fromEntries(fields.map(([field]) => [field, read(field) ?? workspace[field]]))
    void act(() => client.workspace.update(changes, { context: { ifMatch: workspace.version } }), {
      message: t('common.saved'),
    })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!fields.some(([field]) => isWrong(field))) save()
      }}
      className="grid max-w-3xl items-start gap-4 rounded-md border bg-surface p-5 sm:grid-cols-3"
    >
      {fields.map(([field, label, unit]) => (
        <TypedNumberField
          key={field}
          label={t(label)}
          text={texts[field] ?? ''}
          onText={(text) => setTexts({ ...texts, [field]: text })}
          unit={unit ? t(unit) : ''}
          error={isWrong(field) ? t('okr.review.score_outside') : undefined}
        />
      ))}
      <p className="text-sm text-ink-3 sm:col-span-3">{t('pace.judging.committed')}</p>
      <div className="sm:col-span-3">
        <Button type="submit">{t('common.save')}</Button>
      </div>
    </form>
  )
}
