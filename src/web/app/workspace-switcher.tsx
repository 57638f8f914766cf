// From one of my organisations to another, without signing in again; not there for who belongs to one alone.
import { useQuery } from '@tanstack/react-query'
import { buttonClass } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { sideClass } from '../ui/navigation.tsx'
import { useAct } from './act.ts'
import { api, client } from './client.ts'
import { useT } from './language.tsx'
import { useSession } from './session.tsx'

export function WorkspaceSwitcher({ isInline = false }: { isInline?: boolean }) {
  const t = useT()
  const act = useAct()
  const { workspace } = useSession()
  const { data } = useQuery(api.workspaces.list.queryOptions({ input: {} }))
  if (!data || data.items.length < 2) return null
  const open = async (id: string) => {
    // A fresh page, so that nothing of the other organisation stays on the screen or in memory.
    if (await act(() => client.workspaces.open({ id }))) window.location.assign('/')
  }
  const menu = (
    <Menu
      label={t('common.switch')}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          aria-label={`${t('common.switch')}: ${workspace.name}`}
          className={isInline ? buttonClass('secondary', 'md') : sideClass}
        >
          <Icon name="person" />
          <span className="min-w-0 grow truncate">{workspace.name}</span>
        </button>
      )}
      items={data.items.map(({ id, name, isCurrent }) => ({
        label: name,
        ...(isCurrent ? { icon: 'check' as const, disabled: true } : {}),
        onSelect: () => void open(id),
      }))}
    />
  )
  if (!isInline) return menu
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <span>{t('common.switch')}</span>
      {menu}
    </div>
  )
}
