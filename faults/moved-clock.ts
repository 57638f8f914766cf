// Preloaded into the product's process (`node --import`): its Date stands apart from the machine's by as many
// milliseconds as its parent says last. Timers go on as they are, as they do when a machine's clock is set.
const machine = Date
let apart = 0
const now = () => machine.now() + apart

globalThis.Date = new Proxy(machine, {
  construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
  apply: () => new machine(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
machine.prototype.constructor = globalThis.Date

process.on('message', (message: { apart: number }) => {
  apart = message.apart
  process.send?.(message)
})
process.channel?.unref()
