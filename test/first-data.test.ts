// A page that comes with its first data: the same answers as the operations give this reader, and nothing for anyone else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataBlock } from '../src/server/doors/first-data.ts'
import { screenAt } from '../src/server/doors/pages.ts'
import { startTestApp, type TestApp } from './app.ts'
import { type Browser, openBrowser } from './browser.ts'
import { addMember } from './company.ts'

type Answer = [room: string, name: string, input: unknown, output: unknown]

let app: TestApp
let lan: Awaited<ReturnType<TestApp['setup']>>
let browser: Browser
const title = 'Khách quay lại </script><script>alert(1)</script> & <!-- \u2028 hơn'

beforeAll(async () => {
  app = await startTestApp()
  lan = await app.setup()
  browser = openBrowser(app)
  await browser.signIn('lan@saomai.vn', 'mat-khau-rat-dai')
  const { body: cycle } = await lan.post('/cycles', {
    name: 'Quý II',
    kind: 'quarter',
    start: '2026-04-01',
    end: '2026-06-30',
  })
  await lan.patch(`/cycles/${cycle.id}`, { state: 'active' })
  await lan.post('/objectives', { title, cycleId: cycle.id })
})
afterAll(() => app.stop())

const blockIn = (html: string) =>
  /<script type="application\/json" id="first-data">(.*?)<\/script>/s.exec(html)?.[1]

async function answersOn(path: string, who = browser, more?: Record<string, string>) {
  const { body, headers } = await who.follow(path, more)
  const block = blockIn(body)
  const data = block === undefined ? null : JSON.parse(block)
  const answers: Answer[] = data?.answers ?? []
  return {
    html: body as string,
    headers,
    data,
    named: answers.map(([room, name]) => `${room}.${name}`).toSorted(),
    of: (room: string, name: string) => answers.find((one) => one[0] === room && one[1] === name)?.[3],
  }
}

describe('a page with its first data', () => {
  test('says what the operations say, in the language of the reader, and is kept by nobody', async () => {
    const page = await answersOn('/okrs', browser, { cookie: `${cookies()}; nhipcau.locale=en` })
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.data.locale).toBe('en')
    expect(page.named).toEqual([
      'cycles.list',
      'home.get',
      'members.list',
      'mentions.list',
      'okrs.board',
      'savedViews.list',
      'session.me',
      'units.list',
      'workspaces.list',
    ])
    for (const [room, name, input, output] of page.data.answers as Answer[]) {
      const asked = await fetch(`${app.url}/rpc/${room}/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en', cookie: cookies() },
        body: JSON.stringify({ json: input }),
      })
      expect({ room, name, output }).toEqual({ room, name, output: (await asked.json()).json })
    }
    expect(page.of('okrs', 'board')).toMatchObject({ items: [{ title }] })
  })

  test('holds a title that looks like HTML as a text and nothing else', async () => {
    const { html } = await answersOn('/okrs')
    expect(html).toContain('\\u003c/script\\u003e\\u003cscript\\u003ealert(1)')
    expect(html).not.toContain('alert(1)</script>')
    expect(html).not.toContain('\u2028')
    expect(html.match(/<\/body>/g)).toHaveLength(1)
    const signs = '<!--<script></script>&\u2028\u2029"\\'
    const block = dataBlock({ locale: 'vi', place: '', answers: [['a', 'b', {}, signs]] })
    expect(block.slice(block.indexOf('>') + 1, -9)).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(blockIn(block) ?? '').answers[0][3]).toBe(signs)
  })

  test('shows each what they may see: an objective of the leaders to nobody else', async () => {
    const { id: workspaceId } = (await lan.get('/workspace')).body
    const binh = await addMember(app, workspaceId, { password: 'mat-khau-cua-binh' })
    const his = openBrowser(app)
    await his.signIn(binh.email, 'mat-khau-cua-binh')
    const [objective] = (await lan.get('/objectives')).body.items
    await lan.patch(`/objectives/${objective.id}`, { visibility: 'people', visibleTo: [lan.memberId] })
    const [mine, other] = [await answersOn('/okrs'), await answersOn('/okrs', his)]
    expect(mine.of('okrs', 'board')).toMatchObject({ items: [{ title }] })
    expect(other.of('okrs', 'board')).toMatchObject({ items: [] })
    expect(other.of('session', 'me')).toMatchObject({ member: { id: binh.memberId } })
    expect(other.html).not.toContain('quay lại')
    // What he asks by its address is refused: the page then asks itself, and tells him why.
    expect((await answersOn(`/okrs/${objective.id}`, his)).named).not.toContain('objectives.get')
    expect((await answersOn(`/okrs/${objective.id}`)).named).toContain('objectives.get')
  })

  test('of another organisation says nothing', async () => {
    await app.setup('Công ty Biển Xanh', 'hai@bienxanh.vn')
    const hai = openBrowser(app)
    await hai.signIn('hai@bienxanh.vn', 'mat-khau-rat-dai')
    const page = await answersOn('/okrs', hai)
    expect(page.of('session', 'me')).toMatchObject({ workspace: { name: 'Công ty Biển Xanh' } })
    expect(page.html).not.toMatch(/Sao Mai|quay lại/)
  })

  test.each([
    ['nobody is signed in', {}],
    ['the session is over', { cookie: 'nhipcau.session_token=khong-co-that' }],
    ['a program shows its key', { authorization: 'Bearer KEY' }],
    ['another page embeds it', { cookie: 'SESSION', 'sec-fetch-dest': 'iframe' }],
    ['a script asks for it', { cookie: 'SESSION', 'sec-fetch-dest': 'empty' }],
  ])('comes without data where %s', async (_, headers) => {
    const filled = Object.entries(headers).map(([name, value]) => [
      name,
      value.replace('KEY', lan.apiKey).replace('SESSION', cookies()),
    ])
    const response = await fetch(`${app.url}/okrs`, { headers: Object.fromEntries(filled) })
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('<div id="app">')
    expect(blockIn(html)).toBeUndefined()
  })

  test('names the files of its screen, with the messages of the language', async () => {
    const [vi, en] = [
      await answersOn('/kpis/numbers'),
      await answersOn('/kpis/numbers', browser, { cookie: `${cookies()}; nhipcau.locale=en` }),
    ]
    for (const [{ html }, locale] of [
      [vi, 'vi'],
      [en, 'en'],
    ] as const) {
      const named = [...html.matchAll(/modulepreload" crossorigin href="(\/assets\/[^"]+)"/g)].map(
        ([, file = '']) => file,
      )
      expect(named.some((file) => file.startsWith('/assets/numbers-screen-'))).toBe(true)
      expect(named.some((file) => file.startsWith(`/assets/messages-${locale}-forms-`))).toBe(true)
      expect(named.filter((file) => /messages-/.test(file) && !file.includes(`-${locale}-`))).toEqual([])
      expect(new Set(named).size).toBe(named.length)
    }
  })

  test('an address is that of the screen with the most words of its own', () => {
    const screens = ['/okrs', '/okrs/new', '/okrs/$objectiveId', '/okrs/$objectiveId/past'].map(
      (address) => ({
        address,
        files: { vi: [], en: [] },
      }),
    )
    const at = (path: string) => {
      const found = screenAt(screens, path)
      return found && [found.screen.address, found.params]
    }
    expect(at('/okrs/new')).toEqual(['/okrs/new', {}])
    expect(at('/okrs/1')).toEqual(['/okrs/$objectiveId', { objectiveId: '1' }])
    expect(at('/okrs/1/past')).toEqual(['/okrs/$objectiveId/past', { objectiveId: '1' }])
    expect(at('/okrs/1/2/3')).toBeUndefined()
  })

  test('a stream begun at its place tells what happened since', async () => {
    const { data } = await answersOn('/okrs')
    const { body: unit } = await lan.post('/units', { name: 'Kho' })
    const stop = new AbortController()
    const response = await fetch(`${app.url}/api/v1/events?after=${data.place}`, {
      headers: { cookie: cookies() },
      signal: stop.signal,
    })
    let text = ''
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part
      if (text.includes('units.create')) break
    }
    stop.abort()
    expect(text).toContain(unit.id)
  })
})

describe('the files of the pages', () => {
  test('come packed as the browser unpacks, for a year; what is not there is not found', async () => {
    const html = await (await fetch(app.url)).text()
    const script = /src="(\/assets\/index-[^"]+)"/.exec(html)?.[1] ?? ''
    const plain = await read(script, 'identity')
    expect(plain).toMatchObject({ status: 200, encoding: null, type: 'text/javascript; charset=utf-8' })
    const [br, gzip] = [await read(script, 'gzip, deflate, br'), await read(script, 'gzip;q=1.0, br;q=0')]
    expect([br.encoding, gzip.encoding]).toEqual(['br', 'gzip'])
    for (const { text } of [br, gzip]) expect(text).toBe(plain.text)
    expect(br.kept).toBe('public, max-age=31536000, immutable')
    for (const path of [
      '/assets/nothing-12345678.js',
      '/assets/..%2findex.html',
      '/assets/%2e%2e/built-from',
    ])
      expect((await read(path, 'br')).text).not.toContain('import')
    expect((await read('/assets/nothing-12345678.js', 'br')).status).toBe(404)
  })

  test('so does a document, whole', async () => {
    const response = await fetch(`${app.url}/okrs`, {
      headers: { cookie: cookies(), 'accept-encoding': 'gzip' },
    })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const html = await response.text()
    expect(html).toMatch(/<!doctype html>[\s\S]*id="first-data"[\s\S]*<\/html>\s*$/)
  })
})

async function read(path: string, accepted: string) {
  const { status, headers, ...response } = await fetch(app.url + path, {
    headers: { 'accept-encoding': accepted },
  }).then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }))
  return {
    status,
    text: response.text,
    encoding: headers.get('content-encoding'),
    type: headers.get('content-type'),
    kept: headers.get('cache-control'),
  }
}

const cookies = () => [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
