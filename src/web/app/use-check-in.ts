// One check-in on its way: what is typed, what is wrong with it, and publishing it at once.
import { useState } from 'react'
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
import { client } from './client.ts'
import { useLanguage } from './language.tsx'
import { useSession } from './session.tsx'

export function useCheckIn(keyResult: KeyResultView, initial: CheckInDraft, onPublished?: () => void) {
  const { locale } = useLanguage()
  const { workspace, today } = useSession()
  const [draft, setDraft] = useState(initial)
  const [wasTried, setWasTried] = useState(false)
  const publish = useChange((input: CheckInInput) => client.checkIns.publish(input))
  const told = useTold()(publish.error)
  const errors: CheckInErrors = draftErrors(draft, keyResult, today, locale)
  const thresholds = {
    onTrack: workspace.onTrackRatio,
    atRisk: workspace.atRiskRatio,
    early: workspace.earlyShare,
  }
  return {
    draft,
    change: (part: Partial<CheckInDraft>) => setDraft({ ...draft, ...part }),
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
      publish.mutate(checkInOf(draft, keyResult, locale), { onSuccess: () => onPublished?.() })
      onSent?.()
    },
    reopen: () => {
      publish.reset()
      setWasTried(false)
    },
  }
}

export type CheckInForm = ReturnType<typeof useCheckIn>
