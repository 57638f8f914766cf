// The product as `npm start` runs it, but for its clock, which the test moves by messages.
import { loadConfig } from '../src/server/platform/config.ts'
import { createLog } from '../src/server/platform/log.ts'
import { startServer } from '../src/server/start.ts'

let now = new Date(process.env.TEST_NOW ?? Date.now())
const clock = { now: () => now }
const stop = await startServer(loadConfig(), createLog('warn'), { clock, withPages: true })
process.on('message', (message: { now?: string; stop?: true }) => {
  if (message.now) now = new Date(message.now)
  if (message.stop) void stop().then(() => process.exit(0))
  else process.send?.('done')
})
process.send?.('ready')
