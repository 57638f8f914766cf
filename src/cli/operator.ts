// `nhipcau backup`, `restore` and `verify`: they work on the database itself, so the server's own code does it, in its process.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export const operatorUsage = `  nhipcau backup [--to FILE] [--passphrase-file FILE]
                                  everything in one file, while the server runs or not; encrypted with a passphrase
  nhipcau restore --from FILE [--passphrase-file FILE] [--replace]
                                  a backup into this installation, which must be stopped; --replace over what is there
  nhipcau verify                  recomputes what is kept for speed and looks through histories; exit code 1 if one is wrong`

const commands = ['backup', 'restore', 'verify'] as const
export type OperatorCommand = (typeof commands)[number]

export function isOperatorCommand(name: string | undefined): name is OperatorCommand {
  return commands.some((command) => command === name)
}

export async function operate(command: OperatorCommand, args: string[]): Promise<void> {
  const main = join(import.meta.dirname, '../server/operator/main.ts')
  const child = spawn(process.execPath, [main, command, ...args], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  process.exitCode = code ?? 1
}
