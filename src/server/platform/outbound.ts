// Everything that goes out at a user's word: only to addresses that the operator lets it reach, checked where the
// connection is made, so that neither a redirect nor a name that changes its address leads inside (SSRF).
import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'

/** What the operator opened: names of hosts, addresses, or networks such as 10.0.0.0/8. */
export type Outbound = {
  /** The one address to connect to; refuses a host that leads, or may lead, to a closed network. */
  resolve(host: string): Promise<string>
  get(url: string, options?: GetOptions): Promise<Fetched>
  /** One request of any kind; a redirect is an answer. */
  send(url: string, options?: SendOptions): Promise<Fetched>
  /** Whether the operator named this host, by name or by address: a place of their own, not of the internet. */
  isOpened(host: string): Promise<boolean>
}

export type GetOptions = { headers?: Record<string, string>; timeoutMs?: number; maxBytes?: number }
export type SendOptions = GetOptions & { method?: string; body?: string }
export type Fetched = { status: number; headers: IncomingHttpHeaders; text: string }

type Failure = 'closed' | 'unknown_host' | 'unreachable' | 'timeout' | 'too_large' | 'redirects' | 'not_http'

/** Why nothing came back. `host` is what was asked for; `detail` what the system said. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly failure: Failure
  readonly host: string

  constructor(failure: Failure, host: string, detail = '') {
    super(detail || failure)
    this.failure = failure
    this.host = host
  }
}

/** Loopback, private, link-local (the clouds' metadata among them), shared, reserved, multicast, documentation. */
const closed4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
/** Of IPv6 only the global unicast space is open, and of it neither tunnels into IPv4 nor documentation. */
const closed6: [string, number][] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
]

/** Apart by family: an IPv6 rule would hold for the IPv4 addresses that lie mapped in its space. */
type Networks = Record<'ipv4' | 'ipv6', BlockList>

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6')
const noNetworks = (): Networks => ({ ipv4: new BlockList(), ipv6: new BlockList() })
const contains = (networks: Networks, address: string) =>
  networks[familyOf(address)].check(address, familyOf(address))

const closed = noNetworks()
for (const [network, prefix] of [...closed4, ...closed6])
  closed[familyOf(network)].addSubnet(network, prefix, familyOf(network))

const mostRedirects = 5
const defaults = { timeoutMs: 15_000, maxBytes: 20_000_000 }

export function openOutbound(allowed: readonly string[]): Outbound {
  const opened = noNetworks()
  const names = new Set<string>()
  for (const entry of allowed) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address)
    if (family === 0) names.add(entry.toLowerCase())
    else {
      const most = family === 4 ? 32 : 128
      opened[familyOf(address)].addSubnet(address, Number(prefix ?? most), familyOf(address))
    }
  }
  const isOpen = (address: string) => contains(opened, address) || !contains(closed, address)

  async function resolve(host: string): Promise<string> {
    const name = host.replace(/^\[|\]$/g, '').toLowerCase()
    const addresses = isIP(name) ? [name] : await addressesOf(name)
    const [first] = addresses
    // All of them: which one is taken must not be a matter of chance.
    if (first === undefined || !(names.has(name) || addresses.every(isOpen)))
      throw new OutboundError('closed', host)
    return first
  }

  async function get(url: string, options: GetOptions = {}): Promise<Fetched> {
    const settings = { ...defaults, ...options }
    const deadline = performance.now() + settings.timeoutMs
    let headers = options.headers ?? {}
    let at = new URL(url)
    for (let hop = 0; hop <= mostRedirects; hop++) {
      if (at.protocol !== 'http:' && at.protocol !== 'https:') throw new OutboundError('not_http', at.href)
      const address = await resolve(at.hostname)
      const answer = await once(at, address, {
        ...settings,
        headers,
        timeoutMs: deadline - performance.now(),
      })
      const { location } = answer.headers
      if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer
      const next = new URL(location, at)
      // Credentials are for the host that they were given for.
      if (next.origin !== at.origin) headers = {}
      at = next
    }
    throw new OutboundError('redirects', at.hostname)
  }

  async function send(url: string, options: SendOptions = {}): Promise<Fetched> {
    const at = new URL(url)
    if (at.protocol !== 'http:' && at.protocol !== 'https:') throw new OutboundError('not_http', at.href)
    return once(at, await resolve(at.hostname), { ...defaults, ...options })
  }

  async function isOpened(host: string): Promise<boolean> {
    const name = host.replace(/^\[|\]$/g, '').toLowerCase()
    if (names.has(name)) return true
    const addresses = isIP(name) ? [name] : await addressesOf(name)
    return addresses.length > 0 && addresses.every((address) => contains(opened, address))
  }

  return { resolve, get, send, isOpened }
}

async function addressesOf(name: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch (error) {
    throw new OutboundError('unknown_host', name, error instanceof Error ? error.message : '')
  }
}

/** One request to the address that was checked, under the name that was asked for. */
function once(
  url: URL,
  address: string,
  { method = 'GET', headers = {}, body, timeoutMs, maxBytes }: SendOptions & typeof defaults,
): Promise<Fetched> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const fail = (failure: Failure, detail?: string) => {
      reject(new OutboundError(failure, url.hostname, detail))
      request.destroy()
    }
    const request = send(
      url,
      {
        method,
        headers: { 'accept-encoding': 'identity', ...headers },
        agent: false,
        lookup: (_host, options, answer) => {
          const family = isIP(address)
          if (options.all) answer(null, [{ address, family }])
          else answer(null, address, family)
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > maxBytes) fail('too_large')
          else chunks.push(chunk)
        })
        response.on('error', (error) => fail('unreachable', error.message))
        response.on('end', () => {
          clearTimeout(timer)
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        })
      },
    )
    const timer = setTimeout(() => fail('timeout'), Math.max(1, timeoutMs))
    request.on('error', (error) => {
      clearTimeout(timer)
      fail('unreachable', error.message)
    })
    request.end(body)
  })
}
