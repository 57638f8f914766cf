#!/usr/bin/env node
import { audit, auditUsage } from './audit.ts'
import { CliError } from './cli-error.ts'
import { isOperatorCommand, operate, operatorUsage } from './operator.ts'
// `nhipcau`: the command line, a client of the contract. It talks to the running server, or starts one for the while.
import { setup, setupUsage } from './setup.ts'

const usage = `nhipcau <command>

${setupUsage}
${operatorUsage}
${auditUsage}
  nhipcau help                    this text
`

const [command, ...args] = process.argv.slice(2)
try {
  if (command === 'setup') await setup(args)
  else if (command === 'audit') await audit(args)
  else if (isOperatorCommand(command)) await operate(command, args)
  else if (command === undefined || command === 'help' || command === '--help') console.log(usage)
  else throw new CliError(`unknown command: ${command}\n\n${usage}`)
} catch (error) {
  if (!(error instanceof CliError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
