// `nhipcau audit verify`: checks that no row of any organisation's audit log was altered or is missing.
import { parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'
import { withServer } from './server.ts'

export const auditUsage = `  nhipcau audit verify [--expect WORKSPACE:SEQ:DIGEST]… [--json]
                                  check every audit log; fails where a row was altered or is missing. --expect also
                                  fails where the log no longer holds the row of an earlier answer`

type Chain = {
  workspaceId: string
  workspace: string
  rows: number
  head: { seq: number; digest: string }
  fault: { seq: number; kind: string } | null
}

export async function audit(args: string[]): Promise<void> {
  const { values, positionals } = read(args)
  if (positionals.join(' ') !== 'verify') throw new CliError(auditUsage)
  const items = await withServer(async (access) => {
    const expect = encodeURIComponent((values.expect ?? []).join(','))
    return (await get<{ items: Chain[] }>(access, `/audit/verify-all?expect=${expect}`)).items
  })
  if (values.json) console.log(JSON.stringify({ items }))
  else for (const chain of items) console.log(tell(chain))
  if (items.some(({ fault }) => fault !== null)) process.exitCode = 1
}

function read(args: string[]) {
  const options = {
    json: { type: 'boolean', default: false },
    expect: { type: 'string', multiple: true },
  } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new CliError(`${error instanceof Error ? error.message : error}\n\n${auditUsage}`)
  }
}

function tell({ workspaceId, workspace, rows, head, fault }: Chain): string {
  const place = `${workspaceId}:${head.seq}:${head.digest}`
  if (!fault) return `whole    ${workspace}: ${rows} rows, head ${place}`
  return `BROKEN   ${workspace}: row ${fault.seq} ${fault.kind.replace('_', ' ')}; whole up to ${place}`
}

async function get<T>(
  { url, operatorToken }: { url: string; operatorToken: string },
  path: string,
): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${operatorToken}` },
  })
  const body = (await response.json()) as T & { detail?: string }
  if (!response.ok) throw new CliError(String(body.detail))
  return body
}
