// `nhipcau setup`: an organisation and its owner, unattended.
import { parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'
import { withServer } from './server.ts'

export const setupUsage = `  nhipcau setup --workspace NAME --email E --password P
                [--name NAME] [--locale vi|en] [--time-zone ZONE] [--sample] [--json]
                                  create an organisation and its owner; prints an API key of the owner`

const options = {
  workspace: { type: 'string' },
  email: { type: 'string' },
  password: { type: 'string' },
  name: { type: 'string' },
  locale: { type: 'string' },
  'time-zone': { type: 'string' },
  sample: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

export async function setup(args: string[]): Promise<void> {
  const { workspace, email, password, name, locale, sample, json, ...rest } = read(args)
  if (!workspace || !email || !password)
    throw new CliError(`--workspace, --email and --password are needed\n\n${setupUsage}`)
  const body = {
    workspace: {
      name: workspace,
      ...(locale ? { locale } : {}),
      ...(rest['time-zone'] ? { timeZone: rest['time-zone'] } : {}),
    },
    owner: { name: name ?? email.split('@')[0] ?? email, email, password },
    sample,
  }
  const answer = await withServer(async ({ url, operatorToken }) => {
    const response = await fetch(`${url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
      body: JSON.stringify(body),
    })
    const content = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new CliError(describe(content))
    return content
  })
  if (json) console.log(JSON.stringify(answer))
  else for (const [key, value] of Object.entries(answer)) console.log(`${key}: ${value}`)
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new CliError(`${error instanceof Error ? error.message : error}\n\n${setupUsage}`)
  }
}

type Problem = { detail?: unknown; errors?: { field: string; message?: string }[] }

function describe({ detail, errors = [] }: Problem): string {
  return [detail, ...errors.map(({ field, message }) => `  ${field}: ${message ?? ''}`)].join('\n')
}
