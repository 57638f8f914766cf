// First run: the organisation, its owner, language and time zone; empty, or with the sample company.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTold } from '../../app/change.ts'
import { client, stayIn } from '../../app/client.ts'
import { useLanguage } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { FrontPage } from './front-page.tsx'
import { signIn } from './sign-in.ts'
import { timeZones } from './time-zones.ts'

export function FirstRunScreen() {
  const { locale, t } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tell = useTold()
  const [sample, setSample] = useState(false)
  const run = useMutation({
    mutationFn: async (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '')
      const owner = { name: text('name'), email: text('email'), password: text('password') }
      const workspace = { name: text('organisation'), locale, timeZone: text('timeZone') }
      await client.setup.run({ workspace, owner, sample })
      await signIn(owner.email, owner.password)
    },
    onSuccess: async () => {
      queries.clear()
      stayIn(null)
      await navigate({ to: '/' })
    },
  })
  const told = tell(run.error)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    run.mutate(new FormData(event.currentTarget))
  }
  return (
    <FrontPage title={t('people.first_run.title')} lead={t('people.first_run.lead')}>
      <form onSubmit={onSubmit} className="grid gap-4">
        <TextField
          frame={{ label: t('people.organisation'), error: told.field('workspace.name') }}
          name="organisation"
          required
          autoFocus
          autoComplete="organization"
        />
        <SelectField
          frame={{ label: t('people.time_zone'), error: told.field('timeZone') }}
          name="timeZone"
          defaultValue="Asia/Ho_Chi_Minh"
          options={timeZones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        />
        <TextField
          frame={{ label: t('people.your_name'), error: told.field('owner.name') }}
          name="name"
          required
          autoComplete="name"
        />
        <TextField
          frame={{ label: t('people.email'), error: told.field('owner.email') }}
          name="email"
          type="email"
          required
          autoComplete="username"
        />
        <TextField
          frame={{
            label: t('people.password'),
            hint: t('people.password.hint'),
            error: told.field('owner.password'),
          }}
          name="password"
          type="password"
          required
          minLength={8}
          maxLength={128}
          autoComplete="new-password"
        />
        <Checkbox
          label={t('people.first_run.sample')}
          hint={t('people.first_run.sample.hint')}
          checked={sample}
          onChange={(event) => setSample(event.target.checked)}
        />
        {told.detail && (
          <p role="alert" className="text-son-ink">
            {told.detail}
          </p>
        )}
        <Button type="submit" look="primary" disabled={run.isPending}>
          {run.isPending ? t('people.first_run.working') : t('people.first_run.start')}
        </Button>
      </form>
    </FrontPage>
  )
}
