// What a colour says in Span: the look of a status, without knowing how a status is made.
export type Tone = 'good' | 'attention' | 'wrong' | 'neutral'

export const toneColour: Record<Tone, string> = {
  good: 'var(--teal)',
  attention: 'var(--amber)',
  wrong: 'var(--son)',
  neutral: 'var(--common)',
}
