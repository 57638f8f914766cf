// Passkeys: the browser's own WebAuthn, between better-auth's question and its check.
import { auth } from './sign-in.ts'

export const hasPasskeys = () =>
  typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** Answers null where the person turned it down. */
async function ask(credential: () => Promise<Credential | null>): Promise<unknown> {
  try {
    return ((await credential()) as PublicKeyCredential | null)?.toJSON() ?? null
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

/** Whether the passkey was taken up; null where the person turned it down. */
export async function addPasskey(name: string): Promise<boolean | null> {
  const options = await auth<PublicKeyCredentialCreationOptionsJSON>('/passkey/generate-register-options')
  if (!options.isOk) return false
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.body)
  const response = await ask(() => navigator.credentials.create({ publicKey }))
  if (response === null) return null
  return (await auth('/passkey/verify-registration', { response, name })).isOk
}

export async function signInByPasskey(): Promise<boolean | null> {
  const options = await auth<PublicKeyCredentialRequestOptionsJSON>('/passkey/generate-authenticate-options')
  if (!options.isOk) return false
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.body)
  const response = await ask(() => navigator.credentials.get({ publicKey }))
  if (response === null) return null
  return (await auth('/passkey/verify-authentication', { response })).isOk
}
