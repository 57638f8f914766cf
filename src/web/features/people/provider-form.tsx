// One provider of single sign-on: what to enter there, what to enter here, and who becomes what.
import { type FormEvent, useState } from 'react'
import type { SignInProviderView } from '../../../contract/single-sign-on.ts'
import type { MessageId } from '../../../i18n/translator.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { roleWords } from './people-words.ts'
import { type ProviderValues, readRoleMap, valuesOf } from './provider-values.ts'
import { ShownAddress } from './shown-address.tsx'

type Props = { provider?: SignInProviderView; redirectUri: string; onDone: () => void }

export const ProviderForm = ({ provider, redirectUri, onDone }: Props) => {
  const t = useT()
  const toast = useToast()
  const told = useTold()
  const [values, setValues] = useState(() => valuesOf(provider))
  const roles = readRoleMap(values.roleMap)
  const wrongLine = 'wrong' in roles ? t('access.sso.map.wrong', { line: roles.wrong }) : undefined
  const save = useChange((given: Parameters<typeof client.signInProviders.create>[0]) =>
    provider
      ? client.signInProviders.update(
          { ...given, id: provider.id },
          { context: { ifMatch: provider.version } },
        )
      : client.signInProviders.create(given),
  )
  const refused = told(save.error)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if ('wrong' in roles) return
    const { secret, domains, roleClaim, defaultRole, roleMap: _, ...rest } = values
    save.mutate(
      {
        ...rest,
        ...(secret ? { secret } : {}),
        domains: domains.split(/[\s,;]+/).filter(Boolean),
        roleClaim: roleClaim.trim() || null,
        roleMap: roles.map,
        defaultRole: defaultRole === 'none' ? null : defaultRole,
      },
      {
        onSuccess: ({ name }) => {
          toast({ message: t('access.sso.saved', { name }) })
          onDone()
        },
      },
    )
  }
  const text = (field: 'name' | 'issuer' | 'clientId' | 'secret' | 'domains' | 'roleClaim' | 'roleMap') => ({
    value: values[field],
    onChange: (event: { target: { value: string } }) =>
      setValues((before) => ({ ...before, [field]: event.target.value })),
    autoComplete: 'off',
  })
  const flag = (field: 'trustsEmail' | 'createsMembers' | 'isListed') => ({
    checked: values[field],
    onChange: (event: { target: { checked: boolean } }) =>
      setValues((before) => ({ ...before, [field]: event.target.checked })),
  })
  return (
    <Card className="p-4">
      <form onSubmit={onSubmit} className="grid gap-4">
        <ShownAddress
          label={t('access.sso.redirect')}
          hint={t('access.sso.redirect.hint')}
          address={redirectUri}
        />
        <Guide />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            frame={{ label: t('access.sso.name'), hint: t('access.sso.name.hint') }}
            {...text('name')}
            required
            maxLength={60}
          />
          <TextField
            frame={{ label: t('access.sso.issuer'), error: refused.field('issuer') }}
            {...text('issuer')}
            type="url"
            placeholder="https://"
            required
          />
          <TextField frame={{ label: t('access.sso.client_id') }} {...text('clientId')} required />
          <TextField
            frame={{
              label: t('access.sso.secret'),
              hint: t(provider?.hasSecret ? 'access.sso.secret.kept' : 'access.sso.secret.hint'),
              error: refused.field('secret'),
            }}
            {...text('secret')}
            type="password"
            autoComplete="new-password"
          />
        </div>
        <TextField
          frame={{
            label: t('access.sso.domains'),
            hint: t('access.sso.domains.hint'),
            error: refused.field('domains') ?? refused.field('domains.0'),
          }}
          {...text('domains')}
          placeholder="saomai.vn"
        />
        <div className="grid gap-1">
          <Checkbox label={t('access.sso.trusts')} {...flag('trustsEmail')} />
          <Checkbox label={t('access.sso.creates')} {...flag('createsMembers')} />
          <Checkbox label={t('access.sso.listed')} {...flag('isListed')} />
        </div>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            frame={{ label: t('access.sso.claim'), hint: t('access.sso.claim.hint') }}
            {...text('roleClaim')}
          />
          <SelectField
            frame={{ label: t('access.sso.default') }}
            value={values.defaultRole}
            onChange={(event) =>
              setValues({ ...values, defaultRole: event.target.value as ProviderValues['defaultRole'] })
            }
            options={[
              ...(['member', 'viewer', 'admin'] as const).map((role) => ({
                value: role,
                label: t(roleWords[role]),
              })),
              { value: 'none', label: t('access.sso.default.none') },
            ]}
          />
        </div>
        {values.roleClaim.trim() && (
          <TextArea
            frame={{ label: t('access.sso.map'), hint: t('access.sso.map.hint'), error: wrongLine }}
            {...text('roleMap')}
            rows={4}
          />
        )}
        {refused.detail && <Notice tone="wrong">{refused.detail}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('access.sso.save')}
          </Button>
          <Button look="quiet" onClick={onDone}>
            {t('access.sso.cancel')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const guides: MessageId[] = [
  'access.guide.entra',
  'access.guide.okta',
  'access.guide.google',
  'access.guide.keycloak',
]

const Guide = () => {
  const t = useT()
  return (
    <details className="rounded-md border px-3 py-2">
      <summary className="cursor-pointer font-semibold">{t('access.guide')}</summary>
      <ul className="mt-2 grid gap-2 text-sm text-ink-2">
        {guides.map((id) => (
          <li key={id}>{t(id)}</li>
        ))}
      </ul>
    </details>
  )
}
