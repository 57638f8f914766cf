// The router's link, as the primitives of ui/ take it: by a plain address.
import { Link } from '@tanstack/react-router'
import type { LinkComponent } from '../ui/link.ts'

/** The address is already filled in, which the router's types cannot know. */
export const RouterLink: LinkComponent = ({ href, ...rest }) => (
  <Link {...rest} to={href as '/'} activeOptions={{ exact: true }} />
)
