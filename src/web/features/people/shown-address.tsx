// An address to enter somewhere else: shown whole, taken along by one click.
import { useState } from 'react'
import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'

type Props = { label: string; hint?: string; address: string }

export function ShownAddress({ label, hint, address }: Props) {
  const t = useT()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setIsCopied(true)
  }
  return (
    <div className="grid gap-1">
      <p className="text-sm font-semibold">{label}</p>
      <div className="flex items-start gap-2">
        <code className="min-w-0 grow rounded-md bg-sunken px-3 py-1.5 text-sm break-all select-all">
          {address}
        </code>
        <Button size="sm" icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
          {isCopied ? t('members.copied') : t('people.keys.copy')}
        </Button>
      </div>
      {hint && <p className="text-sm text-ink-3">{hint}</p>}
    </div>
  )
}
