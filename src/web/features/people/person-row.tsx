// One person in the list, with what can be done to them.
import { useState } from 'react'
import type { MemberView } from '../../../contract/members.ts'
import type { UnitView } from '../../../contract/people.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { useRights } from '../../app/rights.ts'
import { useSession } from '../../app/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { CardRow } from '../../ui/card.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { DeactivateDialog } from './deactivate-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { OwnershipDialog } from './ownership-dialog.tsx'
import { roleWords } from './people-words.ts'
import { PersonDialog } from './person-dialog.tsx'
import { takePersonalData } from './personal-data.ts'

type Open = 'edit' | 'deactivate' | 'ownership' | 'erase' | null

export function PersonRow({ person, units }: { person: MemberView; units: UnitView[] }) {
  const t = useT()
  const { member: me } = useSession()
  const format = useFormat()
  const [open, setOpen] = useState<Open>(null)
  const items = useItems(person, setOpen)
  const close = () => setOpen(null)
  const belongs = units.filter(({ id }) => person.unitIds.includes(id))
  return (
    <CardRow className="flex items-center gap-3">
      <span className="grid min-w-0 grow gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
        <span className="min-w-0">
          <span className="font-semibold">{person.name}</span>
          {person.id === me.id && <span className="text-ink-3"> · {t('members.me')}</span>}
          <span className="block truncate text-sm text-ink-3">{person.email}</span>
        </span>
        <span className="min-w-0 text-sm">
          <span className="text-ink-2">{t(roleWords[person.role])}</span>
          <span className="block text-ink-3">
            {person.erasedAt
              ? t('members.erased_on', { when: format.time(person.erasedAt) })
              : person.deactivatedAt
                ? t('members.left_on', { when: format.time(person.deactivatedAt) })
                : belongs
                    .map(({ id, name }) =>
                      person.leadOf.includes(id) ? t('members.leads', { unit: name }) : name,
                    )
                    .join(', ')}
          </span>
        </span>
      </span>
      {items.length > 0 && (
        <Menu
          label={t('members.menu', { name: person.name })}
          items={items}
          trigger={(props) => (
            <button
              {...props}
              type="button"
              aria-label={t('members.menu', { name: person.name })}
              className={buttonClass('quiet')}
            >
              <Icon name="more" />
            </button>
          )}
        />
      )}
      {open === 'edit' && <PersonDialog person={person} units={units} onClose={close} />}
      {open === 'deactivate' && <DeactivateDialog person={person} onClose={close} />}
      {open === 'erase' && <EraseDialog person={person} onClose={close} />}
      {open === 'ownership' && <OwnershipDialog person={person} onClose={close} />}
    </CardRow>
  )
}

function useItems(person: MemberView, open: (what: Open) => void): MenuItem[] {
  const t = useT()
  const act = useAct()
  const may = useRights()
  const { member: me } = useSession()
  if (!may('member.manage') || person.erasedAt) return []
  const ofTheirData: MenuItem[] = [
    {
      label: t('members.data.take'),
      icon: 'arrow-down',
      onSelect: () => void act(() => takePersonalData(person.id)),
    },
    ...(person.role === 'owner' || person.id === me.id
      ? []
      : [{ label: t('members.erase'), icon: 'trash' as const, danger: true, onSelect: () => open('erase') }]),
  ]
  if (person.deactivatedAt)
    return [
      {
        label: t('members.reactivate'),
        icon: 'undo',
        onSelect: () =>
          void act(() => client.members.reactivate({ id: person.id }), {
            message: t('members.reactivated', { name: person.name }),
          }),
      },
      ...ofTheirData,
    ]
  const isOwner = person.role === 'owner'
  return [
    { label: t('members.edit'), icon: 'edit', onSelect: () => open('edit') },
    ...(may('workspace.handOwnershipOn') && !isOwner
      ? [{ label: t('members.ownership'), icon: 'person' as const, onSelect: () => open('ownership') }]
      : []),
    ...(isOwner
      ? []
      : [
          {
            label: t('members.deactivate'),
            icon: 'archive' as const,
            danger: true,
            onSelect: () => open('deactivate'),
          },
        ]),
    ...ofTheirData,
  ]
}
