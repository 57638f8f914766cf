// What is pulled through a connection: when, how the last run went, and the log behind it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionView, PullRunView, PullView } from '../../../contract/connections.ts'
import { useAct } from '../../app/act.ts'
import { api, client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useT } from '../../app/language.tsx'
import { RouterLink } from '../../app/router-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { PullForm } from './pull-form.tsx'
import { everyWords } from './pull-values.ts'

export const PullList = ({ connection }: { connection: ConnectionView }) => {
  const { data } = useQuery(
    api.pulls.list.queryOptions({ input: { limit: 500, connectionId: connection.id } }),
  )
  if (!data) return <Skeleton className="h-12" />
  return (
    <ul className="divide-y border-y">
      {data.items.map((pull) => (
        <PullRow key={pull.id} connection={connection} pull={pull} />
      ))}
    </ul>
  )
}

const PullRow = ({ connection, pull }: { connection: ConnectionView; pull: PullView }) => {
  const t = useT()
  const format = useFormat()
  const act = useAct()
  const [isLogOpen, setIsLogOpen] = useState(false)
  const [isEditing, setIsEditing] = useState(false)
  const { id, kpiName: name, paused, lastRun, nextRunAt } = pull
  const setPaused = (value: boolean) => client.pulls.update({ id, paused: value })
  const state = paused
    ? t('connections.pull.paused_mark')
    : nextRunAt && t('connections.pull.next', { when: format.time(nextRunAt) })
  if (isEditing)
    return (
      <li className="py-3">
        <PullForm connection={connection} pull={pull} onDone={() => setIsEditing(false)} />
      </li>
    )
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-60">
        <RouterLink href={`/kpis/${pull.kpiId}`} className="font-semibold hover:underline">
          {name}
        </RouterLink>
        <p className="text-sm text-ink-3">
          {t(everyWords[pull.schedule.every])} · {state}
        </p>
        <p className={`text-sm ${lastRun?.outcome === 'failed' ? 'text-son-ink' : 'text-ink-2'}`}>
          {lastRun ? <RunWords run={lastRun} /> : t('connections.pull.never')}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          size="sm"
          onClick={() => void act(() => client.pulls.run({ id }), { message: t('connections.pull.queued') })}
        >
          {t('connections.pull.run')}
        </Button>
        <Menu
          label={t('connections.pull.menu', { name })}
          trigger={(props) => (
            <button
              {...props}
              type="button"
              aria-label={t('connections.pull.menu', { name })}
              className={buttonClass('secondary', 'sm')}
            >
              <Icon name="more" />
            </button>
          )}
          items={[
            { label: t('connections.pull.edit'), icon: 'edit', onSelect: () => setIsEditing(true) },
            { label: t('connections.run.log'), onSelect: () => setIsLogOpen(true) },
            paused
              ? {
                  label: t('connections.pull.resume'),
                  onSelect: () =>
                    void act(() => setPaused(false), { message: t('connections.pull.resumed', { name }) }),
                }
              : {
                  label: t('connections.pull.pause'),
                  onSelect: () =>
                    void act(() => setPaused(true), {
                      message: t('connections.pull.paused', { name }),
                      undo: () => setPaused(false),
                    }),
                },
            {
              label: t('connections.pull.remove'),
              danger: true,
              onSelect: () =>
                void act(() => client.pulls.remove({ id }), {
                  message: t('connections.pull.removed', { name }),
                }),
            },
          ]}
        />
      </div>
      {isLogOpen && <RunLog pull={pull} onClose={() => setIsLogOpen(false)} />}
    </li>
  )
}

const RunWords = ({ run }: { run: PullRunView }) => {
  const t = useT()
  const format = useFormat()
  const when = format.time(run.startedAt)
  if (run.outcome === 'failed') return t('connections.run.failed', { when, fault: run.fault ?? '' })
  const { created, replaced, unchanged } = run
  return t('connections.run.done', { when, created, replaced, unchanged })
}

const RunLog = ({ pull, onClose }: { pull: PullView; onClose: () => void }) => {
  const t = useT()
  const { data } = useQuery(api.pulls.runs.queryOptions({ input: { id: pull.id, limit: 50 } }))
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('connections.run.log_of', { name: pull.kpiName })}
      closeLabel={t('connections.run.close')}
    >
      {!data && <Skeleton className="h-20" />}
      {data?.items.length === 0 && <p>{t('connections.pull.never')}</p>}
      <ul className="grid gap-2 pb-4">
        {data?.items.map((run) => (
          <li key={run.id} className={run.outcome === 'failed' ? 'text-son-ink' : 'text-ink-2'}>
            <RunWords run={run} />
            {run.cause === 'hand' && <span className="text-ink-3"> · {t('connections.run.by_hand')}</span>}
            {run.attempt > 1 && (
              <span className="text-ink-3"> · {t('connections.run.attempt', { attempt: run.attempt })}</span>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
