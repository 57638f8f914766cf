/** Holds the place of what is on its way. Only the container says so aloud, through aria-busy. */
export const Skeleton = ({ className = 'h-4 w-full' }: { className?: string }) => (
  <span aria-hidden="true" className={`block rounded-md bg-line motion-safe:animate-pulse ${className}`} />
)
