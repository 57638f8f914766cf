import { type FormEvent, useState } from 'react'
import type { ConnectionKindName, ConnectionView } from '../../../contract/connections.ts'
import { useChange, useTold } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { addressOf, type ConnectionValues, kindWords, valuesOf } from './connection-values.ts'

type Props = { connection?: ConnectionView; onDone: () => void }

export const ConnectionForm = ({ connection, onDone }: Props) => {
  const t = useT()
  const toast = useToast()
  const told = useTold()
  const [values, setValues] = useState(() => valuesOf(connection))
  const save = useChange(({ name, kind, secret, ...rest }: ConnectionValues) => {
    const given = { name, address: addressOf({ name, kind, secret, ...rest }), ...(secret ? { secret } : {}) }
    return connection
      ? client.connections.update(
          { ...given, id: connection.id },
          { context: { ifMatch: connection.version } },
        )
      : client.connections.create({ ...given, kind })
  })
  const refused = told(save.error)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(values, {
      onSuccess: ({ name }) => {
        toast({ message: t('connections.saved', { name }) })
        onDone()
      },
    })
  }
  const text = (field: Exclude<keyof ConnectionValues, 'kind' | 'tls'>) => ({
    value: values[field],
    onChange: (event: { target: { value: string } }) =>
      setValues((before) => ({ ...before, [field]: event.target.value })),
    autoComplete: 'off',
  })
  const isDatabase = values.kind === 'postgres' || values.kind === 'mysql'
  const isFile = values.kind === 'sqlite'
  const secretFrame = {
    label: t(isDatabase ? 'connections.password' : 'connections.key'),
    hint: connection?.hasSecret
      ? t('connections.secret_set')
      : isDatabase
        ? undefined
        : t('connections.key_hint'),
    error: refused.field('secret'),
  }
  return (
    <Card className="p-4">
      <form onSubmit={onSubmit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            frame={{ label: t('connections.kind') }}
            value={values.kind}
            disabled={connection !== undefined}
            onChange={(event) => setValues({ ...values, kind: event.target.value as ConnectionKindName })}
            options={Object.entries(kindWords).map(([value, id]) => ({ value, label: t(id) }))}
          />
          <TextField
            frame={{ label: t('connections.name'), hint: t('connections.name_hint') }}
            {...text('name')}
            required
            maxLength={300}
          />
        </div>
        {isDatabase && (
          <>
            <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
              <TextField frame={{ label: t('connections.host') }} {...text('host')} required />
              <TextField
                frame={{ label: t('connections.port') }}
                {...text('port')}
                inputMode="numeric"
                placeholder={values.kind === 'postgres' ? '5432' : '3306'}
              />
            </div>
            <div className="grid gap-4 sm:grid-cols-3">
              <TextField frame={{ label: t('connections.database') }} {...text('database')} required />
              <TextField frame={{ label: t('connections.user') }} {...text('user')} required />
              <TextField
                frame={secretFrame}
                {...text('secret')}
                type="password"
                autoComplete="new-password"
              />
            </div>
            <Checkbox
              label={t('connections.tls')}
              checked={values.tls}
              onChange={(event) => setValues({ ...values, tls: event.target.checked })}
            />
          </>
        )}
        {isFile && (
          <TextField
            frame={{ label: t('connections.file'), hint: t('connections.file_hint') }}
            {...text('file')}
            required
          />
        )}
        {!isDatabase && !isFile && (
          <>
            <TextField
              frame={{ label: t('connections.url'), error: refused.field('address') }}
              {...text('url')}
              type="url"
              placeholder="https://"
              required
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField frame={{ label: t('connections.header') }} {...text('header')} />
              <TextField
                frame={secretFrame}
                {...text('secret')}
                type="password"
                autoComplete="new-password"
              />
            </div>
          </>
        )}
        {refused.detail && <Notice tone="wrong">{refused.detail}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('connections.save')}
          </Button>
          <Button look="quiet" onClick={onDone}>
            {t('connections.cancel')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
