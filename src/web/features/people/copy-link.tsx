import { useState } from 'react'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'

/** Something that is shown once and has to be taken along. */
export function CopyLink({ link }: { link: string }) {
  const t = useT()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setIsCopied(true)
  }
  return (
    <div className="grid gap-2">
      <code className="block rounded-md bg-sunken p-3 text-sm break-all select-all">{link}</code>
      <div>
        <Button size="sm" icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
          {isCopied ? t('members.copied') : t('people.keys.copy')}
        </Button>
      </div>
    </div>
  )
}
