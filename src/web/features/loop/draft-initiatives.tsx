import { useT } from '../../app/language.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/inputs.tsx'
import type { PartProps } from './draft-fields.ts'

/** The work. It never counts towards progress, so it is asked for apart from the key results. */
export const DraftInitiatives = ({ fields, set, error }: PartProps) => {
  const t = useT()
  const { initiatives } = fields
  const change = (place: number, text: string) => set({ initiatives: initiatives.with(place, text) })
  return (
    <>
      {initiatives.map((text, place) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its place
          key={place}
          frame={{
            label: t('loop.initiative.label', { number: place + 1 }),
            labelHidden: initiatives.length === 1,
            error: place === 0 ? error('initiative') : undefined,
          }}
          value={text}
          onChange={(event) => change(place, event.target.value)}
          placeholder={t('loop.initiative.example')}
          maxLength={300}
        />
      ))}
      <Button
        size="sm"
        icon="plus"
        className="w-fit"
        onClick={() => set({ initiatives: [...initiatives, ''] })}
      >
        {t('loop.initiative.more')}
      </Button>
    </>
  )
}
