// Initiatives in a list: the same work in one column, by the order that people gave.
import { Link } from '@tanstack/react-router'
import type { ListedInitiativeView } from '../../../contract/okr.ts'
import { useT } from '../../app/language.tsx'
import { CardList, CardRow } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useMayMove } from './initiative-board.tsx'
import { InitiativeLinks } from './initiative-links.tsx'
import { initiativeLooks } from './initiative-looks.ts'
import { InitiativeWords } from './initiative-words.tsx'

type Props = { items: ListedInitiativeView[]; onEdit: (initiative: ListedInitiativeView) => void }

export const InitiativeList = ({ items, onEdit }: Props) => {
  const t = useT()
  const mayMove = useMayMove()
  return (
    <CardList>
      {items.map((item) => {
        const { tone, icon, word } = initiativeLooks[item.state]
        return (
          <CardRow
            key={item.id}
            className="grid items-start gap-x-4 gap-y-1 md:grid-cols-[7rem_minmax(0,1fr)_auto]"
          >
            <span>
              <Chip tone={tone} icon={icon}>
                {t(word)}
              </Chip>
            </span>
            <div className="min-w-0">
              {mayMove(item) ? (
                <button
                  type="button"
                  onClick={() => onEdit(item)}
                  className="min-h-6 rounded-md text-left font-semibold hover:underline"
                >
                  {item.title}
                </button>
              ) : (
                <p className="font-semibold">{item.title}</p>
              )}
              {item.objectiveId && item.objectiveTitle && (
                <p className="text-sm">
                  <Link
                    to="/okrs/$objectiveId"
                    params={{ objectiveId: item.objectiveId }}
                    className="inline-flex min-h-6 items-center text-ink-2 hover:underline"
                  >
                    {item.objectiveTitle}
                  </Link>
                </p>
              )}
              <InitiativeLinks links={item.links} />
            </div>
            <InitiativeWords item={item} />
          </CardRow>
        )
      })}
    </CardList>
  )
}
