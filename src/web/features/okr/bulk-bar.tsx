// What can be done with all that is selected: at hand at the foot of the screen while something is.
import { useState } from 'react'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { BulkDialog } from './bulk-dialog.tsx'

type Props = { ids: string[]; onClear: () => void }

export const BulkBar = ({ ids, onClear }: Props) => {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <div aria-live="polite" className="sticky bottom-16 z-20 mt-3 flex justify-center md:bottom-4">
        {ids.length > 0 && (
          <div className="arrive flex flex-wrap items-center gap-2 rounded-md border bg-surface py-1.5 pr-1.5 pl-4 shadow-lift">
            <span className="font-semibold">{t('view.selected', { count: ids.length })}</span>
            <Button look="primary" size="sm" icon="edit" onClick={() => setIsOpen(true)}>
              {t('view.bulk.open')}
            </Button>
            <Button look="quiet" size="sm" icon="close" onClick={onClear}>
              {t('view.deselect')}
            </Button>
          </div>
        )}
      </div>
      {isOpen && <BulkDialog ids={ids} onClose={() => setIsOpen(false)} onDone={onClear} />}
    </>
  )
}
