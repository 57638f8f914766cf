/** What stands against an operator's command: a line in Vietnamese, a line in English; nothing else is shown. */
export class OperatorError extends Error {
  override name = 'OperatorError'

  constructor(vi: string, en: string, options?: ErrorOptions) {
    super(`${vi}\n${en}`, options)
  }
}
