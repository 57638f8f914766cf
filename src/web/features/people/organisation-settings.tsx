// The organisation's settings, and those of this device: theme, language, signing out.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { WorkspaceView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { useMonths, useWeekdays } from '../../app/calendar-names.ts'
import { api, client } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { applyTheme, storedTheme, type Theme } from '../../app/theme.ts'
import { WorkspaceSwitcher } from '../../app/workspace-switcher.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Segmented } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { SectionTitle } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { signOut } from './sign-in.ts'
import { timeZones } from './time-zones.ts'

export function OrganisationSettings() {
  const { t } = useLanguage()
  const { data: workspace } = useQuery(api.workspace.get.queryOptions({ input: {} }))
  return (
    <div className="grid max-w-2xl gap-2">
      {workspace ? (
        <OrganisationForm key={workspace.version} workspace={workspace} />
      ) : (
        <Skeleton className="h-64" />
      )}
      <SectionTitle>{t('people.settings.device')}</SectionTitle>
      <DeviceSettings />
    </div>
  )
}

function OrganisationForm({ workspace }: { workspace: WorkspaceView }) {
  const { t } = useLanguage()
  const act = useAct()
  const weekdays = useWeekdays()
  const months = useMonths()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const changes = {
      name: String(form.get('name')),
      timeZone: String(form.get('timeZone')),
      firstWeekday: Number(form.get('firstWeekday')),
      fiscalStartMonth: Number(form.get('fiscalStartMonth')),
      checkInWeekday: Number(form.get('checkInWeekday')),
      graceDays: Number(form.get('graceDays')),
    }
    void act(() => client.workspace.update(changes, { context: { ifMatch: workspace.version } }), {
      message: t('common.saved'),
    })
  }
  return (
    <Card className="p-5">
      <form onSubmit={onSubmit} className="grid gap-4 sm:grid-cols-2">
        <TextField
          frame={{ label: t('people.organisation') }}
          name="name"
          required
          defaultValue={workspace.name}
        />
        <SelectField
          frame={{ label: t('people.time_zone'), hint: t('people.time_zone.hint') }}
          name="timeZone"
          defaultValue={workspace.timeZone}
          options={[...new Set([workspace.timeZone, ...timeZones()])].map((value) => ({
            value,
            label: value.replaceAll('_', ' '),
          }))}
        />
        <SelectField
          frame={{ label: t('people.first_weekday'), hint: t('people.first_weekday.hint') }}
          name="firstWeekday"
          defaultValue={workspace.firstWeekday}
          options={weekdays}
        />
        <SelectField
          frame={{ label: t('people.fiscal_start'), hint: t('people.fiscal_start.hint') }}
          name="fiscalStartMonth"
          defaultValue={workspace.fiscalStartMonth}
          options={months}
        />
        <SelectField
          frame={{ label: t('people.check_in_weekday') }}
          name="checkInWeekday"
          defaultValue={workspace.checkInWeekday}
          options={weekdays}
        />
        <TextField
          frame={{ label: t('people.grace_days'), hint: t('people.grace_days.hint') }}
          name="graceDays"
          type="number"
          min={0}
          max={6}
          required
          defaultValue={workspace.graceDays}
        />
        <div className="sm:col-span-2">
          <Button type="submit" look="primary">
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function DeviceSettings() {
  const { locale, setLocale, t } = useLanguage()
  const { member } = useSession()
  const [theme, setTheme] = useState<Theme>(storedTheme())
  const leave = async () => {
    await signOut()
    // A fresh page, so that nothing of what was shown stays in memory.
    window.location.assign('/sign-in')
  }
  return (
    <Card className="grid gap-4 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span>{t('common.language')}</span>
        <Segmented
          label={t('common.language')}
          value={locale}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLocale}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span>{t('people.theme')}</span>
        <Segmented
          label={t('people.theme')}
          value={theme}
          options={[
            { value: 'light', label: t('people.theme.light') },
            { value: 'dark', label: t('people.theme.dark') },
            { value: 'system', label: t('people.theme.system') },
          ]}
          onChange={(value) => {
            setTheme(value)
            applyTheme(value)
          }}
        />
      </div>
      <WorkspaceSwitcher isInline />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span>{t('people.signed_in_as', { name: member.name, email: member.email })}</span>
        <Button onClick={() => void leave()}>{t('people.sign_out')}</Button>
      </div>
    </Card>
  )
}
