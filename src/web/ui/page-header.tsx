import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { LinkComponent } from './link.ts'
import { useTitle } from './use-title.ts'

type PageHeaderProps = {
  title: ReactNode
  /** The title in plain words, where it is more than words. */
  name?: string
  /** The way down to this page, without the page itself. */
  trail?: { label: string; steps: { label: string; href: string }[]; link: LinkComponent }
  /** A line of facts beside the title. */
  meta?: ReactNode
  actions?: ReactNode
}

/** On phones the first line leaves the right corner to the search button. */
export const PageHeader = ({ title, name, trail, meta, actions }: PageHeaderProps) => {
  useTitle(name ?? (typeof title === 'string' ? title : null))
  return (
    <header className="mb-5">
      {trail && (
        <nav aria-label={trail.label} className="max-md:pr-12">
          <ol className="mb-1 flex flex-wrap items-center gap-x-1 text-sm text-ink-3">
            {trail.steps.map(({ label, href }) => (
              <li key={href} className="flex items-center gap-1">
                <trail.link
                  href={href}
                  className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
                >
                  {label}
                </trail.link>
                <Icon name="chevron-right" size={12} />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <h1 className="max-md:pr-12 text-2xl font-semibold tracking-[-0.01em] text-balance">{title}</h1>
        {meta && <div className="grow max-md:basis-full text-sm text-ink-3">{meta}</div>}
        {actions && <div className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">{actions}</div>}
      </div>
    </header>
  )
}

/** Heads a part of a page; the note says in a few words what the part is for. */
export const SectionTitle = ({ children, note }: { children: ReactNode; note?: ReactNode }) => (
  <h2 className="mt-7 mb-2 flex flex-wrap items-baseline gap-x-2 text-sm font-semibold text-ink-2">
    {children}
    {note && <span className="font-normal text-ink-3">{note}</span>}
  </h2>
)
