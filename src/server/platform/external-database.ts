// One's own PostgreSQL (DATABASE_URL), looked at before anything is done with it.
import pg from 'pg'
import { StartError, systemCode } from './postgres/start-error.ts'

/** PostgreSQL 15 or newer, as `server_version_num` tells it. */
const OLDEST = 150_000

/** Refuses a server that does not answer, is too old, or cannot hold Vietnamese text. */
export async function requireUsableDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  const named = `${client.host}:${client.port}/${client.database ?? ''}`
  client.on('error', () => {}) // a break is told by the query under way
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; text: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as text,
        current_setting('server_encoding') as encoding`,
    )
    const [found] = rows
    if (found && found.version < OLDEST)
      throw new StartError(
        'database_too_old',
        `PostgreSQL tại ${named} là bản ${found.text}; cần bản 15 trở lên. Hãy nâng cấp, hoặc bỏ DATABASE_URL để dùng bản đi kèm.`,
        `PostgreSQL at ${named} is version ${found.text}; 15 or newer is needed. Upgrade it, or unset DATABASE_URL to use the bundled one.`,
      )
    if (found && found.encoding !== 'UTF8')
      throw new StartError(
        'database_encoding',
        `Cơ sở dữ liệu ${named} dùng bảng mã ${found.encoding}. Hãy tạo lại với ENCODING 'UTF8'.`,
        `The database ${named} is encoded in ${found.encoding}. Create it with ENCODING 'UTF8'.`,
      )
  } catch (error) {
    if (error instanceof StartError) throw error
    const told = error instanceof Error ? error.message : String(error)
    const why = error instanceof pg.DatabaseError ? told : (systemCode(error) ?? told)
    throw new StartError(
      'database_unreachable',
      `Không vào được PostgreSQL tại ${named} (${why}). Hãy kiểm tra DATABASE_URL và máy chủ ấy, hoặc bỏ DATABASE_URL để dùng bản đi kèm.`,
      `PostgreSQL at ${named} cannot be entered (${why}). Check DATABASE_URL and that server, or unset DATABASE_URL to use the bundled one.`,
      { cause: error },
    )
  } finally {
    await client.end().catch(() => {})
  }
}
