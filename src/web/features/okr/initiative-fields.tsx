// What an initiative serves, what it is expected to bring, and where the work itself is kept.
import type { KeyResultView } from '../../../contract/okr.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { readTyped, TypedNumberField } from '../../app/typed-number.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { emptyLink, type InitiativeDraft, type InitiativeErrors, type LinkDraft } from './initiative-draft.ts'

type Change = { onChange: (part: Partial<InitiativeDraft>) => void }
type KeyResults = { keyResults: KeyResultView[] }

export const ServedFields = ({
  draft: { keyResultIds, betOn },
  keyResults,
  onChange,
}: { draft: InitiativeDraft } & KeyResults & Change) => {
  const { t } = useLanguage()
  if (keyResults.length === 0) return null
  const toggle = (id: string, isServed: boolean) => {
    const next = isServed ? [...keyResultIds, id] : keyResultIds.filter((other) => other !== id)
    onChange({ keyResultIds: next, ...(next.includes(betOn) ? {} : { betOn: '' }) })
  }
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">
        {t('okr.initiative.serves')}{' '}
        <span className="text-sm font-normal text-ink-3">{t('initiatives.serves_hint')}</span>
      </legend>
      {keyResults.map(({ id, title }) => (
        <Checkbox
          key={id}
          label={title}
          checked={keyResultIds.includes(id)}
          onChange={(event) => toggle(id, event.target.checked)}
        />
      ))}
    </fieldset>
  )
}

export const BetFields = ({
  draft,
  keyResults,
  errors,
  onChange,
}: { draft: InitiativeDraft; errors: InitiativeErrors } & KeyResults & Change) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const served = keyResults.filter(({ id }) => draft.keyResultIds.includes(id))
  if (served.length === 0) return null
  const on = served.find(({ id }) => id === draft.betOn)
  const unit = on && on.measure.kind !== 'milestones' ? on.measure.unit : ''
  const effect = readTyped(draft.effectText, locale).value
  const lag = readTyped(draft.lagText, locale).value ?? 0
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">
        {t('okr.initiative.bet')}{' '}
        <span className="text-sm font-normal text-ink-3">{t('okr.initiative.bet_hint')}</span>
      </legend>
      <SelectField
        frame={{ label: t('initiatives.bet.on'), labelHidden: true }}
        options={[
          { value: '', label: t('initiatives.bet.none') },
          ...served.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        value={on?.id ?? ''}
        onChange={(event) => onChange({ betOn: event.target.value })}
      />
      {on && (
        <div className="grid grid-cols-2 items-start gap-3">
          <TypedNumberField
            label={t('okr.initiative.effect')}
            text={draft.effectText}
            onText={(effectText) => onChange({ effectText })}
            unit={unit}
            placeholder="−8"
            error={errors.effect && t(errors.effect)}
          />
          <TypedNumberField
            label={t('okr.initiative.lag')}
            text={draft.lagText}
            onText={(lagText) => onChange({ lagText })}
            placeholder="2"
            error={errors.lag && t(errors.lag)}
          />
        </div>
      )}
      {on && effect !== null && (
        <p className="text-sm text-ink-2">
          {t('initiatives.bet.words', {
            title: on.title,
            effect: `${effect > 0 ? '+' : ''}${format.value(effect, unit)}`,
            lag,
          })}
        </p>
      )}
    </fieldset>
  )
}

export const LinkFields = ({
  draft: { links },
  errors,
  onChange,
}: { draft: InitiativeDraft; errors: InitiativeErrors } & Change) => {
  const { t } = useLanguage()
  const change = (key: string, part: Partial<LinkDraft>) =>
    onChange({ links: links.map((link) => (link.key === key ? { ...link, ...part } : link)) })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">
        {t('initiatives.links')}{' '}
        <span className="text-sm font-normal text-ink-3">{t('initiatives.links_hint')}</span>
      </legend>
      {links.map(({ key, url, title }, index) => {
        const number = index + 1
        const error = errors.links[key]
        return (
          <div key={key} className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)_2rem] items-start gap-2">
            <TextField
              frame={{
                label: t('initiatives.link.url', { number }),
                labelHidden: true,
                error: error && t(error),
              }}
              type="url"
              inputMode="url"
              placeholder="https://"
              value={url}
              maxLength={2000}
              onChange={(event) => change(key, { url: event.target.value })}
            />
            <TextField
              frame={{ label: t('initiatives.link.title', { number }), labelHidden: true }}
              placeholder={t('initiatives.link.title_example')}
              value={title}
              maxLength={200}
              onChange={(event) => change(key, { title: event.target.value })}
            />
            <IconButton
              icon="close"
              label={t('initiatives.link.remove', { number })}
              onClick={() => onChange({ links: links.filter((link) => link.key !== key) })}
            />
          </div>
        )
      })}
      <div>
        <Button size="sm" icon="plus" onClick={() => onChange({ links: [...links, emptyLink()] })}>
          {t('initiatives.link.add')}
        </Button>
      </div>
    </fieldset>
  )
}
