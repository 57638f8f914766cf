// The coach's rules for the whole organisation: each can be turned off, by an admin.
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { Checkbox } from '../../ui/choice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export const CoachSettings = () => {
  const { t, locale } = useLanguage()
  const act = useAct()
  const mayEdit = useRights()('settings.edit')
  // The names of the rules are in the reader's language.
  const { data } = useQuery({
    ...api.coach.rules.queryOptions({ input: {} }),
    queryKey: ['coach', 'rules', locale],
  })
  const set = (rule: NonNullable<typeof data>['items'][number], isOn: boolean) =>
    act(() => client.coach.setRule({ rule: rule.id, isOn }), {
      message: isOn
        ? t('coach.settings.turned_on', { rule: rule.name })
        : t('coach.settings.turned_off', { rule: rule.name }),
      undo: () => client.coach.setRule({ rule: rule.id, isOn: !isOn }),
    })
  return (
    <section className="max-w-2xl">
      <h2 className="mb-1 text-lg font-semibold">{t('coach.settings.title')}</h2>
      <p className="mb-4 text-ink-2">
        {t('coach.settings.text')} {!mayEdit && t('coach.settings.admin_only')}
      </p>
      {!data && <Skeleton className="h-96 w-full" />}
      {data && (
        <ul className="divide-y rounded-md border bg-surface">
          {data.items.map((rule) => (
            <li key={rule.id} className="px-4 py-2.5">
              <Checkbox
                label={<span className="font-semibold">{rule.name}</span>}
                hint={rule.description}
                checked={rule.isOn}
                disabled={!mayEdit}
                onChange={(event) => void set(rule, event.target.checked)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
