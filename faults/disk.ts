// The disk of the database full: first nearly, so that writes are refused and reads go on, then to the last block.
import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { findRunningPostgres } from '../src/server/platform/postgres/embedded.ts'
import { foundCompany } from './client.ts'
import { type Finding, pause, type Size, same, secondsUntil, within } from './finding.ts'
import { audited, startLoad } from './load.ts'
import { endLeftovers, isReady, startProduct, temporaryFolder } from './process.ts'

const block = Buffer.alloc(1024 * 1024, 1)

export async function disk(size: Size): Promise<Finding[]> {
  const folder = temporaryFolder('disk')
  const mounted = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    'size=320m,mode=755',
    'nhipcau-faults',
    folder.path,
  ])
  if (mounted.status !== 0) {
    folder.remove()
    const why = String(mounted.stderr ?? mounted.error).trim()
    return [{ what: 'not tried: no small disk can be mounted here (root can)', found: why, held: true }]
  }
  const dataDir = `${folder.path}/data`
  const ballast = `${folder.path}/ballast`
  const fillTo = (left: number) => {
    writeFileSync(ballast, '')
    const room = () => {
      const { bavail, bsize } = statfsSync(folder.path)
      return (bavail * bsize) / block.length
    }
    while (room() > left + 1) appendFileSync(ballast, block)
    // To the last block, where that is asked for.
    if (left === 0)
      try {
        for (;;) appendFileSync(ballast, block.subarray(0, 4096))
      } catch {}
  }
  const product = await startProduct({ dataDir })
  try {
    chmodSync(folder.path, 0o755)
    const company = await foundCompany(() => product.url)
    const load = startLoad(company, 'disk')
    await load.more(40)
    const units = async (language: string) => {
      const { status, body, headers } = await company.me(
        'POST',
        '/units',
        { name: 'Lỡ' },
        { 'accept-language': language },
      )
      return [status, body.code, headers.get('retry-after'), String(body.detail).slice(0, 24)]
    }

    fillTo(40)
    await pause(1200)
    const findings = [
      same('a write with little room left (vi)', await units('vi'), [
        503,
        'storage_full',
        '60',
        'Đĩa của cơ sở dữ liệu đã',
      ]),
      same('the same (en)', await units('en'), [503, 'storage_full', '60', 'The disk of the database']),
      same('a read', (await company.me('GET', '/kpis')).status, 200),
    ]
    rmSync(ballast)
    await load.more(40)

    if (size === 'whole') {
      fillTo(0)
      await pause(5000)
      const [status, code] = await units('vi')
      findings.push(
        same('a write with no room at all', [status, code], [503, 'storage_full']),
        same('a read', (await company.me('GET', '/kpis')).status, 200),
      )
      rmSync(ballast)
      findings.push(
        within(
          'seconds until it was ready, once there was room',
          await secondsUntil(() => isReady(product.url)),
          30,
        ),
      )
      await load.more(40)
    }
    await load.stop()
    return [...findings, ...(await audited(findRunningPostgres(dataDir) ?? '', load.promised, 'disk'))]
  } finally {
    await product.stop()
    endLeftovers(dataDir)
    spawnSync('umount', ['-l', folder.path])
    folder.remove()
  }
}
