// The file of a backup: frames, compressed (Zstandard), on request encrypted (age, with a passphrase).
//
//   frame   = type (1 byte), length (4 bytes, big-endian), payload
//   archive = header, then for each table: table, data …, end of table; at last the end, with a digest of all before it
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Duplex, pipeline, Readable } from 'node:stream'
import type { ReadableStream as NodeWebStream } from 'node:stream/web'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { OperatorError } from './operator-error.ts'
import type { TableDigest } from './table-digest.ts'

export type ArchivedTable = { schema: string; name: string; columns: string[] }

export type ArchiveHeader = {
  format: 1
  createdAt: string
  /** Of PostgreSQL, as `server_version` tells it. */
  postgres: string
  /** Names of the migrations that had run. */
  migrations: string[]
  /** The newest migration of the job runner's own schema. */
  jobsVersion: number
  /** What DATA_DIR/secrets.json holds; null where the backup was made without that folder. */
  secrets: string | null
  tables: ArchivedTable[]
  /** Where each sequence stood. */
  sequences: { schema: string; name: string; value: string; isCalled: boolean }[]
}

const FRAME = { header: 0, table: 1, data: 2, tableEnd: 3, end: 4 } as const

/** Read whole before it is used, so a limit keeps an altered length from asking for all memory. */
const LARGEST_FRAME = 64 * 1024 * 1024
const AGE_MAGIC = 'age-encryption.org/'

export type ArchivePart =
  | { kind: 'table'; table: ArchivedTable }
  | { kind: 'data'; rows: Buffer }
  | { kind: 'tableEnd'; digest: TableDigest }

/** The bytes of an archive, as a stream. */
export async function archiveStream(
  header: ArchiveHeader,
  parts: AsyncIterable<ArchivePart>,
  passphrase: string | null,
): Promise<Readable> {
  const compressed = through(Readable.from(frames(header, parts)), createZstdCompress())
  if (passphrase === null) return compressed
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  const plain = Readable.toWeb(compressed) as unknown as ReadableStream<Uint8Array>
  return Readable.fromWeb((await encrypter.encrypt(plain)) as unknown as NodeWebStream)
}

async function* frames(header: ArchiveHeader, parts: AsyncIterable<ArchivePart>): AsyncGenerator<Buffer> {
  const all = createHash('sha256')
  const frame = (type: number, payload: Buffer) => {
    const head = Buffer.alloc(5)
    head.writeUInt8(type, 0)
    head.writeUInt32BE(payload.length, 1)
    all.update(head).update(payload)
    return Buffer.concat([head, payload])
  }
  const json = (value: unknown) => Buffer.from(JSON.stringify(value))
  yield frame(FRAME.header, json(header))
  for await (const part of parts) {
    if (part.kind === 'data') yield frame(FRAME.data, part.rows)
    else if (part.kind === 'table') yield frame(FRAME.table, json(part.table))
    else yield frame(FRAME.tableEnd, json(part.digest))
  }
  yield frame(FRAME.end, json({ sha256: all.copy().digest('hex') }))
}

/**
 * Reads an archive: its header, then its parts. Whoever reads the parts to the end knows that the file is whole and
 * as it was written; anything else is refused by an OperatorError on the way.
 */
export async function openArchive(
  path: string,
  passphrase: string | null,
): Promise<{ header: ArchiveHeader; parts: AsyncGenerator<ArchivePart> }> {
  const all = createHash('sha256')
  const reader = frameReader(await plainBytes(path, passphrase))
  const first = await reader.next().catch((error) => Promise.reject(told(error, path)))
  if (first.done || first.value.type !== FRAME.header) throw notABackup(path)
  all.update(first.value.raw)
  const header = headerIn(first.value.payload, path)
  if (header.format !== 1) throw newerFormat(path)

  async function* parts(): AsyncGenerator<ArchivePart> {
    let hasEnded = false
    try {
      // Read past the end frame as well: what is missing or was added after it shows only there.
      for await (const { type, payload, raw } of reader) {
        if (hasEnded) throw altered(path)
        if (type === FRAME.end) {
          const { sha256 } = JSON.parse(payload.toString()) as { sha256: string }
          if (sha256 !== all.digest('hex')) throw altered(path)
          hasEnded = true
          continue
        }
        all.update(raw)
        if (type === FRAME.table) yield { kind: 'table', table: JSON.parse(payload.toString()) }
        else if (type === FRAME.data) yield { kind: 'data', rows: payload }
        else if (type === FRAME.tableEnd) yield { kind: 'tableEnd', digest: JSON.parse(payload.toString()) }
        else throw altered(path)
      }
    } catch (error) {
      throw told(error, path)
    }
    if (!hasEnded) throw truncated(path)
  }
  return { header, parts: parts() }
}

function headerIn(payload: Buffer, path: string): ArchiveHeader {
  try {
    return JSON.parse(payload.toString()) as ArchiveHeader
  } catch {
    throw altered(path)
  }
}

async function plainBytes(path: string, passphrase: string | null): Promise<Readable> {
  const file = await open(path).catch((cause) => Promise.reject(unreadable(path, cause)))
  const start = Buffer.alloc(AGE_MAGIC.length)
  await file.read(start, 0, start.length, 0)
  await file.close()
  const bytes = createReadStream(path)
  if (start.toString('latin1') !== AGE_MAGIC) return through(bytes, createZstdDecompress())
  if (passphrase === null) throw locked(path)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const plain = await decrypter
    .decrypt(Readable.toWeb(bytes) as unknown as ReadableStream<Uint8Array>)
    .catch(() => Promise.reject(wrongPassphrase(path)))
  return through(Readable.fromWeb(plain as unknown as NodeWebStream), createZstdDecompress())
}

/** What comes out of the transform; whoever reads it is told of an error of either, and may stop early. */
function through(source: Readable, transform: Duplex): Readable {
  return pipeline(source, transform, () => {})
}

type Frame = { type: number; payload: Buffer; raw: Buffer }

async function* frameReader(bytes: Readable): AsyncGenerator<Frame> {
  let waiting: Buffer[] = []
  let have = 0
  let need = 5
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    waiting.push(chunk)
    have += chunk.length
    if (have < need) continue
    let buffer = Buffer.concat(waiting)
    while (buffer.length >= 5) {
      const length = buffer.readUInt32BE(1)
      if (length > LARGEST_FRAME) throw new Error('a frame is larger than any that was written')
      need = 5 + length
      if (buffer.length < need) break
      yield { type: buffer.readUInt8(0), payload: buffer.subarray(5, need), raw: buffer.subarray(0, need) }
      buffer = buffer.subarray(need)
      need = 5
    }
    waiting = [buffer]
    have = buffer.length
  }
}

/** What decompression or decryption says of a broken file, in our words. */
function told(error: unknown, path: string): OperatorError {
  if (error instanceof OperatorError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const text = error instanceof Error ? error.message : ''
  if (code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong' || /unexpected end|premature/i.test(text))
    return truncated(path)
  if (code === 'ZSTD_error_prefix_unknown') return notABackup(path)
  return altered(path)
}

const unreadable = (path: string, cause: unknown) =>
  new OperatorError(
    `Không đọc được tệp ${path}. Hãy kiểm tra đường dẫn và quyền đọc.`,
    `The file ${path} cannot be read. Check its path and permissions.`,
    { cause },
  )
const notABackup = (path: string) =>
  new OperatorError(`${path} không phải là bản sao lưu của Nhịp Cầu.`, `${path} is not a backup of Nhịp Cầu.`)
const newerFormat = (path: string) =>
  new OperatorError(
    `${path} do một bản Nhịp Cầu mới hơn ghi. Hãy khôi phục bằng bản ấy.`,
    `${path} was written by a newer Nhịp Cầu. Restore it with that one.`,
  )
const truncated = (path: string) =>
  new OperatorError(
    `${path} bị cắt cụt: thiếu phần cuối. Chưa có gì được khôi phục; hãy dùng bản sao lưu khác.`,
    `${path} is cut off: its end is missing. Nothing was restored; use another backup.`,
  )
const altered = (path: string) =>
  new OperatorError(
    `${path} đã bị sửa hoặc hỏng: nội dung không khớp với mã kiểm. Chưa có gì được khôi phục; hãy dùng bản sao lưu khác.`,
    `${path} was altered or damaged: its content does not match its digest. Nothing was restored; use another backup.`,
  )
const locked = (path: string) =>
  new OperatorError(
    `${path} được mã hoá. Hãy thêm --passphrase-file với tệp chứa mật khẩu.`,
    `${path} is encrypted. Add --passphrase-file with the file that holds the passphrase.`,
  )
const wrongPassphrase = (path: string) =>
  new OperatorError(`Mật khẩu không mở được ${path}.`, `The passphrase does not open ${path}.`)
