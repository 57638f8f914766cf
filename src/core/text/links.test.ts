import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LinkPart, linkParts, safeHref } from './links.ts'

const hrefs = (text: string) => linkParts(text).flatMap((part) => ('href' in part ? [part.href] : []))
const shown = (parts: LinkPart[]) => parts.map((part) => ('words' in part ? part.words : part.shown)).join('')

describe('addresses in a text', () => {
  test('stand between words, without the mark that ends the sentence', () => {
    expect(linkParts('Xem https://saomai.vn/kpi?a=1&b=2, rồi gọi.')).toEqual([
      { words: 'Xem ' },
      { href: 'https://saomai.vn/kpi?a=1&b=2', shown: 'https://saomai.vn/kpi?a=1&b=2' },
      { words: ', rồi gọi.' },
    ])
    expect(hrefs('(http://a.vn/x) và mailto:lan@saomai.vn!')).toEqual([
      'http://a.vn/x',
      'mailto:lan@saomai.vn',
    ])
    expect(hrefs('https://vi.wikipedia.org/wiki/Cầu_(toán)')).toEqual([
      'https://vi.wikipedia.org/wiki/Cầu_(toán)',
    ])
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt://saomai.vn/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'https://',
    'xhttps://a.vn',
    'https://saomai.vn@evil.vn/',
    '//evil.vn',
    'www.saomai.vn',
  ])('%s stays words', (text) => {
    expect(linkParts(text)).toEqual([{ words: text }])
  })

  test('markup stays the text that it is', () => {
    expect(linkParts('<img src=x onerror=alert(1)><a href="https://a.vn">x</a>')).toEqual([
      { words: '<img src=x onerror=alert(1)><a href="' },
      { href: 'https://a.vn', shown: 'https://a.vn' },
      { words: '">x</a>' },
    ])
  })

  test('nothing is lost or made up, and no other kind of address ever leads anywhere', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'https://a.vn',
        'javascript:x',
        'mailto:a@b.vn',
        ' ',
        ')',
        '.',
        'http://',
        '@',
        '\n',
        '<a>',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const parts = linkParts(text)
        expect(shown(parts)).toBe(text)
        for (const part of parts) if ('href' in part) expect(safeHref(part.href)).toBe(part.href)
      }),
    )
  })
})
