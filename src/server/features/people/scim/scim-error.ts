// An error in SCIM's own form (RFC 7644, 3.12).
export type ScimType =
  | 'invalidFilter'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'invalidValue'

export class ScimError extends Error {
  override readonly name = 'ScimError'
  readonly status: number
  readonly type: ScimType | null

  constructor(status: number, type: ScimType | null, detail: string) {
    super(detail)
    this.status = status
    this.type = type
  }
}

export function errorBody(status: number, detail: string, type: ScimType | null = null) {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(type ? { scimType: type } : {}),
    detail,
  }
}
