// The mark: two piers, a deck, and a cable with its hangers.
export const Logo = ({ size = 30 }: { size?: number }) => (
  <svg
    aria-hidden="true"
    width={size}
    height={(size * 2) / 3}
    viewBox="0 0 30 20"
    fill="none"
    className="shrink-0"
  >
    <path d="M5 3Q15 23 25 3M10 9.7V15M15 13V15M20 9.7V15" stroke="var(--cham)" strokeWidth={1.6} />
    <path d="M0 15H30M5 1V19M25 1V19" stroke="var(--ink)" strokeWidth={2.4} />
  </svg>
)
