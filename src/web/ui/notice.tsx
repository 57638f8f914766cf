import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type NoticeTone = 'wrong' | 'attention' | 'neutral'

const looks: Record<NoticeTone, { className: string; icon: IconName }> = {
  wrong: { className: 'border-son bg-son-soft text-son-ink', icon: 'warning' },
  attention: { className: 'border-amber bg-amber-soft text-amber-ink', icon: 'warning' },
  neutral: { className: 'bg-sunken text-ink-2', icon: 'info' },
}

type NoticeProps = { tone: NoticeTone; children: ReactNode; action?: ReactNode }

/** Something to know before going on, where it matters. What is wrong is read out at once. */
export const Notice = ({ tone, children, action }: NoticeProps) => (
  <div
    role={tone === 'wrong' ? 'alert' : undefined}
    className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border px-3 py-2 ${looks[tone].className}`}
  >
    <div className="flex min-w-0 grow basis-60 items-start gap-2">
      <Icon name={looks[tone].icon} className="mt-0.5" />
      <div className="min-w-0">{children}</div>
    </div>
    {action}
  </div>
)
