// Writes docs/permissions.md from the permission table of core and the contract; with --check it fails where the page is
// not current.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contract } from '../src/contract/contract.ts'
import { ACTIONS, isAction, type Standing, scopeOf, standingsFor } from '../src/core/people/permissions.ts'
import { operationsOf } from '../src/server/doors/router.ts'

const page = join(import.meta.dirname, '../docs/permissions.md')

const columns: [Standing, string][] = [
  ['anyone', 'viewer'],
  ['member', 'member'],
  ['unit_member', 'of the unit'],
  ['data_provider', 'provides data'],
  ['item_owner', 'owns it'],
  ['unit_lead', 'leads the unit'],
  ['admin', 'admin'],
  ['owner', 'owner'],
]

/** Everyone is a member too, but for viewers; members include admins and the owner; the owner is an admin as well. */
const implies: Record<Standing, Standing[]> = {
  anyone: columns.map(([standing]) => standing),
  member: columns.map(([standing]) => standing).filter((standing) => standing !== 'anyone'),
  unit_member: [],
  data_provider: [],
  item_owner: [],
  unit_lead: [],
  admin: ['owner'],
  owner: [],
}

const operations = operationsOf(contract)

const rights = ACTIONS.map((action) => {
  const given = standingsFor(action)
  const all = new Set([...given, ...given.flatMap((standing) => implies[standing])])
  const marks = columns.map(([standing]) => (all.has(standing) ? '✓' : ''))
  return `| \`${action}\` | ${marks.join(' | ')} | ${scopeOf(action)} |`
})

const uses = operations.map(({ name, meta }) => {
  const access = {
    public: 'anyone, signed in or not',
    setup: 'the operator',
    operator: 'the operator',
    member: 'everyone',
  }[meta.access as string]
  const needed = isAction(meta.access) ? scopeOf(meta.access) : 'write'
  const scope = meta.safe ? (access ? 'read' : `read, ${needed}`) : needed
  return `| \`${name}\` | ${meta.summary} | ${access ?? `\`${meta.access}\``} | ${['public', 'setup', 'operator'].includes(meta.access) ? '' : scope} |`
})

const wanted = `<!-- Made by scripts/permissions-docs.ts from src/core/people/permissions.ts and the contract. Do not edit by hand. -->

# Permissions

Who may do what. The same table decides every call, whichever door it comes through, and which buttons the screens show.

- A **viewer** reads what is visible to them and changes nothing but their own name, keys and sessions, whatever they own
  or lead.
- **Of the unit**: belongs to the item's unit; of an item without a unit, whoever owns it. **Leads the unit**: the item's
  unit or one above it.
- What a person cannot see they cannot touch: it is answered as if it did not exist. An item is visible to everyone, to
  its unit, or to named people; its owner, who provides its data, the leads above it and admins always see it.
- An **API key** may at most what its maker may, and of that what its scopes name. \`write\` includes \`push\`.

| right | ${columns.map(([, title]) => title).join(' | ')} | scope of a key |
| --- | ${columns.map(() => '---').join(' | ')} | --- |
${rights.join('\n')}

## Operations

| operation | what it does | right | scope of a key |
| --- | --- | --- | --- |
${uses.join('\n')}
`

if (!process.argv.includes('--check')) await writeFile(page, wanted)
else if ((await readFile(page, 'utf8').catch(() => '')) !== wanted) {
  console.error('docs/permissions.md is not current: run node scripts/permissions-docs.ts')
  process.exitCode = 1
}
