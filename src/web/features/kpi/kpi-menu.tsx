import { useNavigate } from '@tanstack/react-router'
import type { KpiView } from '../../../contract/kpi.ts'
import { addDays } from '../../../core/calendar/iso-date.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { useSession } from '../../app/session.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'

/** What is done to a KPI now and then. */
export const KpiMenu = ({ kpi, canEdit }: { kpi: KpiView; canEdit: boolean }) => {
  const t = useT()
  const act = useAct()
  const navigate = useNavigate()
  const { today } = useSession()
  const setArchived = (archived: boolean) => client.kpis.update({ id: kpi.id, archived })
  const archive = async () => {
    const done = await act(() => setArchived(true), {
      message: t('kpi.page.archived', { name: kpi.name }),
      undo: () => setArchived(false),
    })
    if (done) await navigate({ to: '/kpis' })
  }
  const restore = () => act(() => setArchived(false), { message: t('kpi.page.restored', { name: kpi.name }) })
  const editing = {
    label: t('kpi.edit.title'),
    icon: 'edit' as const,
    onSelect: () => void navigate({ to: '/kpis/$kpiId/edit', params: { kpiId: kpi.id } }),
  }
  const archiving = { label: t('kpi.page.archive'), icon: 'archive' as const, onSelect: () => void archive() }
  const restoring = { label: t('kpi.page.restore'), icon: 'undo' as const, onSelect: () => void restore() }
  return (
    <Menu
      label={t('kpi.page.menu')}
      trigger={(props) => (
        <button {...props} type="button" aria-label={t('kpi.page.menu')} className={buttonClass()}>
          <Icon name="more" />
        </button>
      )}
      items={[
        {
          label: t('kpi.page.as_of'),
          icon: 'clock',
          onSelect: () =>
            void navigate({
              to: '/kpis/$kpiId',
              params: { kpiId: kpi.id },
              search: { asOf: addDays(today, -7) },
            }),
        },
        ...(canEdit ? (kpi.archivedAt ? [restoring] : [editing, archiving]) : []),
      ]}
    />
  )
}
