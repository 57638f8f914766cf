// `?` lists the keys.
import type { MessageId } from '../../i18n/translator.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useT } from './language.tsx'
import type { goTo } from './shortcuts.ts'

const goes: Record<keyof typeof goTo, MessageId> = {
  h: 'common.keys.home',
  o: 'common.keys.okrs',
  m: 'common.keys.map',
  k: 'common.keys.kpis',
  i: 'common.keys.initiatives',
  r: 'common.keys.reviews',
  n: 'common.keys.mentions',
  s: 'common.keys.settings',
}

const keys: { keys: string[]; does: MessageId }[] = [
  { keys: ['Ctrl', 'K'], does: 'common.keys.search' },
  { keys: ['C'], does: 'common.keys.create' },
  { keys: ['U'], does: 'common.keys.check_in' },
  ...Object.entries(goes).map(([letter, does]) => ({ keys: ['G', letter.toUpperCase()], does })),
  { keys: ['Enter'], does: 'common.keys.save' },
  { keys: ['Esc'], does: 'common.keys.leave' },
  { keys: ['?'], does: 'common.keys.help' },
]

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('common.keys.title')} closeLabel={t('common.close')}>
      <ul className="grid gap-y-1 pb-4">
        {keys.map(({ keys: pressed, does }) => (
          <li key={does} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-b-0">
            <span>{t(does)}</span>
            <span className="flex gap-1">
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
