import { type DragEvent, useState } from 'react'
import type { Table } from '../../../core/kpi/table-rows.ts'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { mostBytes, readFile, readText } from './import-table.ts'

type ImportSourceProps = {
  isChosen: boolean
  onTable: (name: string, table: Table) => void
  onLeave: () => void
}

type Failure = 'kpi.import.too_big' | 'kpi.import.unreadable' | 'kpi.import.nothing_in_it'

/** A file, dropped or chosen, or cells pasted from a spreadsheet. */
export const ImportSource = ({ isChosen, onTable, onLeave }: ImportSourceProps) => {
  const t = useT()
  const [pasted, setPasted] = useState('')
  const [isOver, setIsOver] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const take = async (name: string, reading: Promise<Table>) => {
    try {
      const table = await reading
      setFailure(table.rows.length === 0 ? 'kpi.import.nothing_in_it' : null)
      if (table.rows.length > 0) onTable(name, table)
    } catch {
      setFailure('kpi.import.unreadable')
    }
  }
  const takeFile = (file: File | undefined) => {
    if (!file) return
    if (file.size > mostBytes) setFailure('kpi.import.too_big')
    else void take(file.name, readFile(file))
  }
  const takeText = (text: string) => {
    setPasted(text)
    if (text.trim()) void take(t('kpi.import.pasted'), readText(text))
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    takeFile(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a place to drop files on, with its own controls inside
    <div
      role="group"
      aria-label={t('kpi.import.source')}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      className={`grid gap-4 rounded-md border border-dashed p-4 sm:grid-cols-2 ${isOver ? 'border-cham bg-cham-soft' : 'border-edge bg-surface'}`}
    >
      <div className="grid content-start gap-2">
        <p className="font-semibold">{t('kpi.import.file')}</p>
        <p className="text-sm text-ink-3">{t('kpi.import.file_hint')}</p>
        <FileButton
          label={t(isChosen ? 'kpi.import.other_file' : 'kpi.import.choose')}
          look={isChosen ? 'secondary' : 'primary'}
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          onFile={takeFile}
        />
      </div>
      <TextArea
        frame={{ label: t('kpi.import.paste'), hint: t('kpi.import.paste_hint') }}
        value={pasted}
        rows={4}
        className="max-h-40"
        onChange={(event) => takeText(event.target.value)}
        placeholder={t('kpi.import.paste_example')}
      />
      {failure && (
        <div className="sm:col-span-2">
          <Notice tone="wrong">{t(failure)}</Notice>
        </div>
      )}
      {pasted && (
        <Button look="quiet" size="sm" className="w-fit sm:col-start-2" onClick={() => setPasted('')}>
          {t('kpi.import.clear_paste')}
        </Button>
      )}
    </div>
  )
}
