// Words as they were typed, with their addresses to follow. Never markup: React writes text as text.
import { linkParts } from '../../core/text/links.ts'

export const LinkedText = ({ text }: { text: string }) =>
  linkParts(text).map((part, index) =>
    'words' in part ? (
      part.words
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        key={index}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-cham underline"
      >
        {part.shown}
      </a>
    ),
  )
