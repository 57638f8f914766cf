import { useAct } from '../../app/act.ts'
import { client } from '../../app/client.ts'
import { useT } from '../../app/language.tsx'
import { PeriodDialog, type PeriodDialogProps } from './period-dialog.tsx'

/** From here on the process is another one: a new phase with limits of its own. */
export const PhaseDialog = (props: PeriodDialogProps) => {
  const t = useT()
  const act = useAct()
  const id = props.kpi.id
  return (
    <PeriodDialog
      {...props}
      title={t('kpi.phase.title')}
      explanation={t('kpi.phase.explanation')}
      textLabel={t('kpi.phase.reason')}
      isTextNeeded={false}
      saveLabel={t('kpi.phase.save')}
      onSave={async (from, reason) => {
        const added = await act(() => client.phases.add({ id, from, reason }), {
          message: t('kpi.phase.done'),
          undo: async (chart) => {
            const phase = chart.phases.find(({ start }) => start === from)
            if (phase) await client.phases.remove({ id, phaseId: phase.id })
          },
        })
        return added !== null
      }}
    />
  )
}
