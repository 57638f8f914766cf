export type StartErrorCode =
  | 'already_running'
  | 'data_folder_unwritable'
  | 'data_folder_foreign'
  | 'data_folder_unreachable'
  | 'other_major_version'
  | 'wrong_owner'
  | 'no_database_user'
  | 'no_platform_package'
  | 'disk_full'
  | 'port_taken'
  | 'postgres_failed'
  | 'database_unreachable'
  | 'database_too_old'
  | 'database_encoding'
  | 'database_newer'

/** The product cannot start. The message is for the operator: a line in Vietnamese, a line in English. */
export class StartError extends Error {
  override name = 'StartError'
  readonly code: StartErrorCode

  constructor(code: StartErrorCode, vi: string, en: string, options?: ErrorOptions) {
    super(`${vi}\n${en}`, options)
    this.code = code
  }
}

export const diskFull = (folder: string, cause: unknown) =>
  new StartError(
    'disk_full',
    `Hết chỗ trống trên đĩa khi ghi vào ${folder}. Hãy giải phóng dung lượng rồi chạy lại.`,
    `No space left on the disk while writing to ${folder}. Free some space and start again.`,
    { cause },
  )

/** The code of a system error such as ENOENT. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
