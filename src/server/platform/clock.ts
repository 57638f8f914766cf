/** The one source of time. Tests inject their own. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
