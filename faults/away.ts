// The database away: its connections cut, or worse, a network that swallows everything; then back.
import { foundCompany } from './client.ts'
import { type Finding, pause, type Size, same, secondsUntil, within } from './finding.ts'
import { audited, startLoad } from './load.ts'
import { isReady, startProduct, temporaryFolder } from './process.ts'
import { startServerDatabase } from './server-database.ts'
import { follow } from './stream.ts'

export async function away(size: Size): Promise<Finding[]> {
  const seconds = size === 'whole' ? 30 : 1.5
  const database = await startServerDatabase()
  const folder = temporaryFolder('away')
  const product = await startProduct({ dataDir: folder.path, env: { DATABASE_URL: database.url } })
  try {
    const company = await foundCompany(() => product.url)
    const stream = follow(() => [product.url], company.apiKey)
    await secondsUntil(async () => stream.opened() === 1)
    const load = startLoad(company, 'away')
    await load.more(40)

    database.wire.cut()
    await pause(500)
    const findings = await whileAway(product.url, company.apiKey)
    await pause(seconds * 1000)
    database.wire.mend()
    findings.push(
      within(
        'seconds until it was ready, once cut and mended',
        await secondsUntil(() => isReady(product.url)),
        10,
      ),
    )
    await load.more(40)

    if (size === 'whole') {
      database.wire.silence()
      const begun = performance.now()
      const status = await fetch(`${product.url}/api/v1/kpis`, {
        headers: { authorization: `Bearer ${company.apiKey}` },
      }).then((response) => response.status)
      findings.push(
        same('a read into the silence', status, 503),
        within('seconds that it waited', (performance.now() - begun) / 1000, 40),
      )
      await pause(Math.max(0, seconds * 1000 - (performance.now() - begun)))
      database.wire.mend()
      findings.push(
        within(
          'seconds until it was ready, once silent and mended',
          await secondsUntil(() => isReady(product.url)),
          40,
        ),
      )
      await load.more(40)
    }
    await load.stop()
    const wanted = (await company.me('GET', '/units?limit=1')).status
    // The stream was never broken on this side: what happened meanwhile reaches it without its being opened again.
    const isAllHeard = async () => new Set(stream.subjects('units.create')).size >= load.promised.units.length
    findings.push(
      same('a read afterwards', wanted, 200),
      within('seconds until the stream had told of every unit', await secondsUntil(isAllHeard, 40), 40),
      same('times that the stream was opened', stream.opened(), 1),
      ...(await audited(database.direct, load.promised, 'away')),
    )
    await stream.stop()
    return findings
  } finally {
    await product.stop()
    await database.stop()
    folder.remove()
  }
}

async function whileAway(url: string, key: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const ask = (method: string, path: string, language: string, body?: string) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        ...{
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'accept-language': language,
        },
      },
      ...(body === undefined ? {} : { body }),
    })
  const said = { vi: 'Cơ sở dữ liệu tạm thời không trả lời', en: 'The database does not answer right now' }
  for (const [method, path, language, body] of [
    ['GET', '/api/v1/kpis', 'vi', undefined],
    ['GET', '/api/v1/home', 'en', undefined],
    ['POST', '/api/v1/units', 'vi', '{"name":"Lỡ"}'],
    ['POST', '/api/v1/units', 'en', '{"name":"Lỡ"}'],
    ['POST', '/api/auth/sign-in/email', 'en', '{"email":"lan@saomai.vn","password":"mat-khau-rat-dai"}'],
  ] as const) {
    const response = await ask(method, path, language, body)
    const problem = (await response.json().catch(() => ({}))) as {
      code?: string
      detail?: string
      retryAfter?: number
    }
    findings.push(
      same(
        `${method} ${path} (${language}): status, retry hint, words`,
        [
          response.status,
          response.headers.get('retry-after'),
          problem.code,
          problem.retryAfter,
          problem.detail?.startsWith(said[language]),
        ],
        [503, '5', 'database_away', 5, true],
      ),
    )
  }
  const health = await fetch(`${url}/healthz`)
  const ready = await fetch(`${url}/readyz`)
  findings.push(same('/healthz and /readyz', [health.status, ready.status], [200, 503]))
  return findings
}
