// Takes the board along as a table: the KPIs that its filters let through.
import type { BoardKpiView } from '../../../contract/kpi.ts'
import { useT } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { type SheetForm, useSheetDownload } from '../../app/sheet-file.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { boardSheets } from './board-sheets.ts'

export const BoardExportMenu = ({ kpis }: { kpis: BoardKpiView[] }) => {
  const t = useT()
  const names = useNames()
  const give = useSheetDownload()
  const table = (form: SheetForm) => () =>
    void give(t('kpi.export.file.board'), form, async () =>
      boardSheets(kpis, (id) => (id === null ? '' : names.unit(id)), t),
    )
  return (
    <Menu
      label={t('kpi.export.title')}
      trigger={(props) => (
        <button {...props} type="button" className={buttonClass()}>
          {t('kpi.export.title')}
          <Icon name="chevron-down" />
        </button>
      )}
      items={[
        { label: 'CSV', onSelect: table('csv') },
        { label: 'XLSX', onSelect: table('xlsx') },
      ]}
    />
  )
}
