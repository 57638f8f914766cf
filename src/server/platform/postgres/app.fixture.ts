/** A smallest app for the tests to start, kill and interrupt: node app.fixture.ts DATA_DIR ELSEWHERE. */
import { createLog } from '../log.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { StartError } from './start-error.ts'

const [dataDir = '', elsewhere = ''] = process.argv.slice(2)
const tell = (facts: object) => process.stdout.write(`${JSON.stringify(facts)}\n`)

try {
  const log = createLog('info', process.stderr)
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir, elsewhere, log })
  process.once('SIGINT', stop)
  tell({ connectionString })
} catch (error) {
  if (!(error instanceof StartError)) throw error
  tell({ code: error.code, message: error.message })
  process.exitCode = 1
}
