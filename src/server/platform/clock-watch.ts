// Tells when the clock was set, or the machine slept: time that is no time by the clock that only ever goes forward.

/** So much is no correction of the clock's pace. */
const leap = 60_000

export function watchClock(wasSet: (seconds: number) => void): { stop(): void } {
  let before = { wall: Date.now(), steady: performance.now() }
  const timer = setInterval(() => {
    const now = { wall: Date.now(), steady: performance.now() }
    const ahead = now.wall - before.wall - (now.steady - before.steady)
    before = now
    if (Math.abs(ahead) > leap) wasSet(Math.round(ahead / 1000))
  }, 1000).unref()
  return { stop: () => clearInterval(timer) }
}
