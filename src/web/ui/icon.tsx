// Our own small set of 16 px line icons. An icon never stands for its word: the word is beside it or in the label.
const paths = {
  archive: 'M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 9h3',
  'arrow-down': 'M8 3v10M4 9l4 4 4-4',
  'arrow-up': 'M8 13V3M4 7l4-4 4 4',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3',
  chart: 'M2 13.5h12M2.5 9l3-3 3 3.5 5-6',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-left': 'M10 4L6 8l4 4',
  'chevron-right': 'M6 4l4 4-4 4',
  clock: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 4.5V8l2.5 1.5',
  close: 'M4 4l8 8M12 4l-8 8',
  comment: 'M2.5 3h11v8H8l-3 2.5V11H2.5z',
  copy: 'M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3',
  edit: 'M3 13l.5-2.5L10.5 3.5l2 2L5.5 12.5zM9 5l2 2',
  external: 'M6.5 3H3v10h10V9.5M9 3h4v4M13 3L7.5 8.5',
  eye: 'M1.5 8S4 3.5 8 3.5S14.5 8 14.5 8S12 12.5 8 12.5S1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  heart: 'M8 13S2.5 9.7 2.5 6A2.8 2.8 0 0 1 8 4.7A2.8 2.8 0 0 1 13.5 6C13.5 9.7 8 13 8 13z',
  home: 'M2.5 8L8 3l5.5 5M4 7v6.5h8V7',
  inbox: 'M2.5 9l2-6h7l2 6v4.5h-11zM2.5 9H6l.5 1.5h3L10 9h3.5',
  info: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 7.5v3.5M8 5h.01',
  initiative: 'M6 4h8M6 8h8M6 12h8M2 4h1M2 8h1M2 12h1',
  link: 'M6.5 9.5l3-3M7 5l1.5-1.5a2.5 2.5 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.5 2.5 0 0 1-4-4L5 7',
  map: 'M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5',
  minus: 'M3 8h10',
  objective: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5',
  person: 'M8 2.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M3 13.5c0-2.5 2-4 5-4s5 1.5 5 4',
  plus: 'M8 3v10M3 8h10',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 9.8M8 12.5h.01',
  report: 'M3.5 2h6l3 3v9h-9zM9 2v3.5h3.5M6 8.5h4M6 11h4',
  review: 'M3 13.5V3h10v10.5zM5.5 7l1.5 1.5L10.5 5M5.5 11h5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.5 10.5L14 14',
  settings: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3',
  star: 'M8 2.2l1.8 3.7l4 .5l-2.9 2.8l.7 4L8 11.3l-3.6 1.9l.7-4L2.2 6.4l4-.5z',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5L6 3.5M3 6.5L6 9.5',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 12h.01',
} as const

/** Filled shapes for states, each its own outline, so that none rests on colour alone. */
const shapes = {
  circle: 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
  diamond: 'M8 2.5l5.5 5.5L8 13.5 2.5 8z',
  square: 'M4 4h8v8H4z',
  'triangle-down': 'M3 4.5h10L8 13z',
  'triangle-up': 'M8 3l5 8.5H3z',
  octagon: 'M5.6 2.5h4.8l3.1 3.1v4.8l-3.1 3.1H5.6l-3.1-3.1V5.6zM4.8 7.1v1.8h6.4V7.1z',
  drag: 'M4.8 4a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM8.8 4a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM4.8 8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM8.8 8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM4.8 12a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM8.8 12a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0z',
  more: 'M2.3 8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM6.8 8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0zM11.3 8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0z',
  half: 'M8 3a5 5 0 0 0 0 10zM8 3a5 5 0 0 1 0 10v-1.3a3.7 3.7 0 0 0 0-7.4z',
  ring: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM8 4.3a3.7 3.7 0 1 1 0 7.4a3.7 3.7 0 1 1 0-7.4z',
} as const

export type IconName = keyof typeof paths | keyof typeof shapes

type IconProps = { name: IconName; size?: number; className?: string }

export const Icon = ({ name, size = 16, className = '' }: IconProps) => (
  <svg
    aria-hidden="true"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    className={`shrink-0 ${className}`}
    fill={name in shapes ? 'currentColor' : 'none'}
    fillRule="evenodd"
    stroke={name in shapes ? 'none' : 'currentColor'}
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={{ ...paths, ...shapes }[name]} />
  </svg>
)
