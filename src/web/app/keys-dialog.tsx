// `?` lists the keys.
import type { MessageId } from '../../i18n/translator.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useT } from './language.tsx'

const keys: { keys: string[]; does: MessageId }[] = [
  { keys: ['Ctrl', 'K'], does: 'common.keys.search' },
  { keys: ['C'], does: 'common.keys.create' },
  { keys: ['U'], does: 'common.keys.check_in' },
  { keys: ['G', 'H'], does: 'common.keys.home' },
  { keys: ['G', 'O'], does: 'common.keys.okrs' },
  { keys: ['G', 'K'], does: 'common.keys.kpis' },
  { keys: ['G', 'R'], does: 'common.keys.reviews' },
  { keys: ['G', 'S'], does: 'common.keys.settings' },
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
