// Some people of the organisation, found by typing a part of a name; Enter takes the first that is found.
import { useState } from 'react'
import { fold } from '../../core/text/fold.ts'
import { Button } from '../ui/button.tsx'
import { ChosenList } from '../ui/chosen-list.tsx'
import { TextField } from '../ui/inputs.tsx'
import { useT } from './language.tsx'
import { useNames } from './names.ts'

const mostShown = 6

type Props = { chosen: string[]; onChange: (ids: string[]) => void }

export const PeoplePicker = ({ chosen, onChange }: Props) => {
  const t = useT()
  const { member, memberOptions } = useNames()
  const [words, setWords] = useState('')
  const sought = fold(words.trim())
  const found = memberOptions
    .filter(({ value, label }) => !chosen.includes(value) && fold(label).includes(sought))
    .slice(0, mostShown)
  const add = (id: string) => {
    onChange([...chosen, id])
    setWords('')
  }
  return (
    <div className="mt-2 grid gap-2">
      {chosen.length === 0 ? (
        <p className="text-sm text-ink-3">{t('objective.visibility.nobody')}</p>
      ) : (
        <ChosenList
          ids={chosen}
          name={member}
          removeLabel={(name) => t('objective.visibility.remove', { name })}
          onChange={onChange}
        />
      )}
      <TextField
        frame={{ label: t('objective.visibility.find') }}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (words.trim() && found[0]) add(found[0].value)
        }}
      />
      {found.length === 0 && words && <p role="status">{t('objective.visibility.no_match')}</p>}
      <ul className="flex flex-wrap gap-1.5">
        {found.map(({ value, label }) => (
          <li key={value}>
            <Button
              size="sm"
              icon="plus"
              aria-label={t('objective.visibility.add', { name: label })}
              onClick={() => add(value)}
            >
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
