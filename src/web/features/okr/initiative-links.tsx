// Where the work of an initiative is kept elsewhere.
import { useT } from '../../app/language.tsx'
import { Icon } from '../../ui/icon.tsx'

export const InitiativeLinks = ({ links }: { links: { url: string; title: string }[] }) => {
  const t = useT()
  if (links.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm max-sm:order-2 max-sm:col-span-3">
      {links.map(({ url, title }) => (
        <li key={`${url} ${title}`}>
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center gap-1 text-cham hover:underline"
          >
            <Icon name="external" size={13} />
            {title || URL.parse(url)?.host || url}
            <span className="sr-only"> ({t('initiatives.link.opens')})</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
