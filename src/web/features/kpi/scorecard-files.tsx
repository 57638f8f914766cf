// Files as evidence of a scorecard: attached one by one, kept with it, saved by who checks it.
import type { EvidenceView } from '../../../contract/scorecards.ts'
import { maxFileBytes } from '../../../core/kpi/evidence-files.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { download } from '../../app/download.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useToast } from '../../ui/toast.tsx'

type EvidenceFile = Extract<EvidenceView, { kind: 'file' }>
type FilesProps = {
  scorecardId: string
  files: readonly EvidenceFile[]
  onChange: (files: EvidenceFile[]) => void
}

export const EvidenceFiles = ({ scorecardId, files, onChange }: FilesProps) => {
  const t = useT()
  const act = useAct()
  const toast = useToast()
  const attach = async (chosen: File) => {
    const { name } = chosen
    if (chosen.size > maxFileBytes) {
      toast({ message: t('kpi.scorecard.attach_large', { name }), isError: true })
      return
    }
    const content = await inBase64(chosen)
    const file = await act(() => client.scorecards.attach({ id: scorecardId, name, content }), {
      message: t('kpi.scorecard.attached', { name }),
    })
    if (file) onChange([...files, file])
  }
  return (
    <div className="grid gap-2">
      <ul className="grid gap-1">
        {files.map((file) => (
          <li key={file.fileId} className="flex items-center gap-2">
            <FileName file={file} />
            <IconButton
              icon="close"
              label={t('kpi.scorecard.detach', { name: file.name })}
              onClick={() => onChange(files.filter(({ fileId }) => fileId !== file.fileId))}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <FileButton label={t('kpi.scorecard.attach')} onFile={(chosen) => void attach(chosen)} />
        <span className="text-sm text-ink-3">{t('kpi.scorecard.attach_hint')}</span>
      </div>
    </div>
  )
}

/** A file of the evidence: one click saves it. */
export const EvidenceFileLink = ({ scorecardId, file }: { scorecardId: string; file: EvidenceFile }) => {
  const t = useT()
  const act = useAct()
  const save = () =>
    act(async () => {
      const content = await client.scorecards.file({ id: scorecardId, fileId: file.fileId })
      download(file.name, content, content.type)
    })
  return (
    <button
      type="button"
      aria-label={t('kpi.scorecard.save_file', { name: file.name })}
      className="cursor-pointer text-left text-cham underline"
      onClick={() => void save()}
    >
      <FileName file={file} />
    </button>
  )
}

const FileName = ({ file }: { file: EvidenceFile }) => {
  const format = useFormat()
  const kilobytes = file.bytes / 1024
  return (
    <span className="break-all">
      {file.name}{' '}
      <span className="text-ink-3">
        (
        {kilobytes < 1000
          ? `${format.number(Math.max(1, kilobytes), 0)} KB`
          : `${format.number(kilobytes / 1024, 1)} MB`}
        )
      </span>
    </span>
  )
}

function inBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
