// The way from a cycle's pages to what the coach says of it.
import { Link } from '@tanstack/react-router'
import { buttonClass } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useT } from '../language.tsx'

export const AdviceLink = ({ cycleId }: { cycleId: string }) => {
  const t = useT()
  return (
    <Link to="/okrs/advice" search={{ cycle: cycleId }} className={buttonClass()}>
      <Icon name="comment" />
      {t('coach.link')}
    </Link>
  )
}
