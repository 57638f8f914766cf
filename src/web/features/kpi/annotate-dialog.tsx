import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PeriodDialog, type PeriodDialogProps } from './period-dialog.tsx'

/** What happened, on the time axis: the first step to knowing a cause. */
export const AnnotateDialog = (props: PeriodDialogProps) => {
  const t = useT()
  const act = useAct()
  const id = props.kpi.id
  return (
    <PeriodDialog
      {...props}
      title={t('kpi.annotate.title')}
      explanation={t('kpi.annotate.explanation')}
      textLabel={t('kpi.annotate.text')}
      isTextNeeded
      isRunningOffered
      saveLabel={t('kpi.annotate.save')}
      onSave={async (date, text) => {
        const added = await act(() => client.annotations.add({ id, date, text }), {
          message: t('kpi.annotate.done'),
          undo: (annotation) => client.annotations.remove({ id, annotationId: annotation.id }),
        })
        return added !== null
      }}
    />
  )
}
