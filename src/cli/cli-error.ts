/** A fault that the person at the keyboard can mend: its message is all that is shown. */
export class CliError extends Error {
  override readonly name = 'CliError'
}
