// One check-in on its way: what is typed, what is wrong with it, and publishing it at once.
import { useEffect, useEffectEvent, useState } from 'react'
import type { KeyResultView } from '../../contract/okr.ts'
import { useChange, useTold } from './change.ts'
import {
  type CheckInDraft,
  type CheckInErrors,
  type CheckInInput,
  checkInOf,
  draftErrors,
  preview,
} from './check-in-draft.ts'
import { client, problemOf } from './client.ts'
import { useKept } from './kept.ts'
import { useLanguage } from './language.tsx'
import { useSession } from './session.tsx'

type Options = {
  /** What the draft is kept under on this device until it is published. */
  keptAs: string
  /** A draft kept from another day is for this one. */
  date?: string
  onPublished?: () => void
}

/** The name that a new check-in on a key result is kept under. */
export const keptCheckIn = (keyResultId: string) => `check-in.${keyResultId}`

export function useCheckIn(
  keyResult: KeyResultView,
  initial: CheckInDraft,
  { keptAs, date, onPublished }: Options,
) {
  const { locale } = useLanguage()
  const { workspace, today } = useSession()
  const kept = useKept(keptAs, () => initial)
  const draft = date === undefined ? kept.value : { ...kept.value, date }
  const [wasTried, setWasTried] = useState(false)
  const publish = useChange((input: CheckInInput) => client.checkIns.publish(input))
  const told = useTold()(publish.error)
  const errors: CheckInErrors = draftErrors(draft, keyResult, today, locale)
  const thresholds = {
    onTrack: workspace.onTrackRatio,
    atRisk: workspace.atRiskRatio,
    early: workspace.earlyShare,
  }
  const send = () =>
    publish.mutate(checkInOf(draft, keyResult, locale), {
      onSuccess: () => {
        kept.forget()
        onPublished?.()
      },
    })
  // What could not be sent for want of a network is sent once there is one.
  const isUnsent = publish.isError && problemOf(publish.error) === null
  useWhenOnline(isUnsent, send)
  return {
    draft,
    change: (part: Partial<CheckInDraft>) => kept.set({ ...draft, ...part }),
    /** Whether something was typed that is not published yet. */
    isKept: kept.isKept,
    /** What would be published, or null while something is missing. */
    input: Object.keys(errors).length > 0 ? null : checkInOf(draft, keyResult, locale),
    /** Errors appear once publishing was tried, not while the first digit is being typed. */
    errors: wasTried ? errors : {},
    refused: told,
    preview: preview(keyResult, draft, thresholds, locale),
    isPending: publish.isPending,
    /** Whether it is shown as published: from the moment it is sent, taken back when it is refused. */
    isPublished: publish.isPending || publish.isSuccess,
    publish: (onSent?: () => void) => {
      setWasTried(true)
      if (Object.keys(errors).length > 0) return
      send()
      onSent?.()
    },
    reopen: () => {
      publish.reset()
      setWasTried(false)
    },
  }
}

export type CheckInForm = ReturnType<typeof useCheckIn>

function useWhenOnline(isWaiting: boolean, act: () => void): void {
  const onOnline = useEffectEvent(act)
  useEffect(() => {
    if (!isWaiting) return
    const listener = () => onOnline()
    window.addEventListener('online', listener)
    return () => window.removeEventListener('online', listener)
  }, [isWaiting])
}
