import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PeriodDialog, type PeriodDialogProps } from './period-dialog.tsx'

/** Tết, a strike, a system down: drawn, but no part of what is usual. */
export const LeftOutDialog = (props: PeriodDialogProps) => {
  const t = useT()
  const act = useAct()
  const id = props.kpi.id
  return (
    <PeriodDialog
      {...props}
      title={t('kpi.left_out.title')}
      explanation={t('kpi.left_out.explanation')}
      textLabel={t('kpi.left_out.reason')}
      isTextNeeded
      saveLabel={t('kpi.left_out.save')}
      onSave={async (start, reason) => {
        const done = await act(() => client.leftOut.set({ id, start, reason }), {
          message: t('kpi.left_out.done'),
          undo: () => client.leftOut.set({ id, start, reason: '' }),
        })
        return done !== null
      }}
    />
  )
}
