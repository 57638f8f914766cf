// Every screen has the messages that it says: follows what each screen imports, with the parts that are loaded beside
// it, and names what is said without having been loaded.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { partOf } from '../src/i18n/message-parts.ts'

const web = join(import.meta.dirname, '../src/web')
const router = join(web, 'app/router.tsx')

type Module = { said: string[]; imports: string[]; later: { path: string; parts: string[] }[] }

const quoted = (text: string) => [...text.matchAll(/'(\w+)'/g)].map(([, word = '']) => word)

function readModule(path: string, ids: ReadonlySet<string>): Module {
  const code = readFileSync(path, 'utf8')
  const at = (found: string) => resolve(dirname(path), found)
  const running = code.replace(/^import type [\s\S]*?from '[^']+'$/gm, '')
  return {
    // The rules of rights name operations as messages are named.
    said: path.startsWith(web)
      ? [...code.matchAll(/'([\w.]+)'/g)].map(([, id = '']) => id).filter((id) => ids.has(id))
      : [],
    imports: [...running.matchAll(/^(?:import|export) [^'()]*?'(\.[^']+)'$/gm)].map(([, found = '']) =>
      at(found),
    ),
    later: laterOf(code, at),
  }
}

/** `import(screen), 'part', 'part')`, or a call of loadMessages beside the import. */
const laterOf = (code: string, at: (found: string) => string): Module['later'] =>
  [
    ...code.matchAll(
      /(loadMessages\(([^)]*)\)[^)]*?)?import\(\s*'(\.[^']+)'\s*\)([^\n]*(?:\n\s+(?:'\w+',?\s*)+)?)/g,
    ),
  ].map(([, , before = '', found = '', after = '']) => ({
    path: at(found),
    parts: [...quoted(before), ...quoted(after.replace(/\)\s*,\s*\n?\s*'[A-Z]\w+'/, ''))],
  }))

/** What the first page and each screen say that no part loaded by then has, a line each. */
export function unloadedMessages(ids: ReadonlySet<string>, part = partOf): string[] {
  const modules = new Map<string, Module>()
  const moduleAt = (path: string) => {
    const known = modules.get(path) ?? readModule(path, ids)
    modules.set(path, known)
    return known
  }
  const faults = new Set<string>()
  const done = new Set<string>()
  const follow = (entry: string, had: ReadonlySet<string>) => {
    const key = `${entry} ${[...had].sort().join()}`
    if (done.has(key) || !existsSync(entry)) return
    done.add(key)
    const seen = new Set<string>()
    const waiting = [entry]
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      if (seen.has(path) || !existsSync(path)) continue
      seen.add(path)
      const { said, imports, later } = moduleAt(path)
      waiting.push(...imports)
      for (const id of said)
        if (!had.has(part(id)))
          faults.add(
            `${id}: said by ${relative(web, path)} without part ${part(id)} (from ${relative(web, entry)})`,
          )
      for (const { path: next, parts } of later) follow(next, new Set([...had, ...parts]))
    }
  }
  follow(join(web, 'main.tsx'), new Set(['base']))
  return [...faults]
}

/** The screens that the routes name. */
export function screens(): string[] {
  const found = readModule(router, new Set()).later.map(({ path }) => basename(path, '.tsx'))
  return [...new Set(found)]
}

/** The parts that this screen's route waits for. */
export function partsOfScreen(screen: string): string[] {
  const found = readModule(router, new Set()).later.find(({ path }) => path.endsWith(`/${screen}.tsx`))
  return ['base', ...(found?.parts ?? []).filter((word) => /^[a-z]/.test(word))]
}

/** Every route that opens a screen: its address as the router writes it, the screen's file and its parts. */
export function screenRoutes(): { address: string; screen: string; parts: string[] }[] {
  const code = readFileSync(router, 'utf8')
  const routes = new Map(
    [...code.matchAll(/^const (\w+) = createRoute\(\{([\s\S]*?)^\}\)/gm)].map(([, name = '', body = '']) => [
      name,
      {
        parent: /getParentRoute: \(\) => (\w+)/.exec(body)?.[1] ?? '',
        path: /\bpath: '([^']+)'/.exec(body)?.[1] ?? '',
        screen: laterOf(body, (found) => resolve(dirname(router), found))[0],
      },
    ]),
  )
  const addressOf = (name: string): string => {
    const route = routes.get(name)
    return route ? addressOf(route.parent) + route.path : ''
  }
  return [...routes].flatMap(([name, { screen }]) =>
    screen
      ? [
          {
            address: addressOf(name),
            screen: screen.path,
            parts: ['base', ...screen.parts.filter((word) => /^[a-z]/.test(word))],
          },
        ]
      : [],
  )
}
