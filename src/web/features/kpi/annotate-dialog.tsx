import type { ChartView } from '../../../contract/kpi.ts'
import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PeriodDialog, type PeriodDialogProps } from './period-dialog.tsx'

type AnnotateDialogProps = PeriodDialogProps & { edited?: ChartView['annotations'][number] }

/** What happened, on the time axis, for a period or until another: the first step to knowing a cause. */
export const AnnotateDialog = ({ edited, ...props }: AnnotateDialogProps) => {
  const t = useT()
  const act = useAct()
  const id = props.kpi.id
  const add = (date: string, text: string, until: string | null) =>
    act(() => client.annotations.add({ id, date, until, text }), {
      message: t('kpi.annotate.done'),
      undo: (annotation) => client.annotations.remove({ id, annotationId: annotation.id }),
    })
  const change = (
    was: ChartView['annotations'][number],
    date: string,
    text: string,
    until: string | null,
  ) => {
    const { id: annotationId, keyResultId: _, ...before } = was
    return act(() => client.annotations.update({ id, annotationId, date, until, text }), {
      message: t('kpi.annotate.changed'),
      undo: () => client.annotations.update({ id, annotationId, ...before }),
    })
  }
  return (
    <PeriodDialog
      {...props}
      title={edited ? t('kpi.annotate.edit') : t('kpi.annotate.title')}
      explanation={t('kpi.annotate.explanation')}
      textLabel={t('kpi.annotate.text')}
      isTextNeeded
      isRunningOffered
      isSpanOffered
      {...(edited ? { initial: edited } : {})}
      saveLabel={t('kpi.annotate.save')}
      onSave={async (date, text, until) =>
        (await (edited ? change(edited, date, text, until) : add(date, text, until))) !== null
      }
    />
  )
}
