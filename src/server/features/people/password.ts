import { isCommonPassword } from '../../platform/common-passwords.ts'
import { Refusal } from '../../platform/refusal.ts'

export async function refuseCommonPassword(password: string, email: string, field: string): Promise<void> {
  if (await isCommonPassword(password, email))
    throw new Refusal('password_common', {}, [{ field, code: 'password_common' }])
}
