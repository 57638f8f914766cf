import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DigitLimit, decimalDigits } from './decimal-digits.ts'

const byIntl = (size: number, limit: DigitLimit, locale: 'vi' | 'en') =>
  new Intl.NumberFormat(locale, limit).format(size)

const size = fc.oneof(
  fc.double({ min: 0, max: 1e300, noNaN: true }),
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  fc.integer({ min: 0, max: 1e9 }),
  // Halves, and what looks like one.
  fc
    .tuple(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 0, max: 6 }))
    .map(([n, places]) => (n * 10 + 5) / 10 ** (places + 1)),
)
const limit: fc.Arbitrary<DigitLimit> = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((maximumFractionDigits) => ({ maximumFractionDigits })),
  fc.integer({ min: 1, max: 17 }).map((maximumSignificantDigits) => ({ maximumSignificantDigits })),
)

describe('decimalDigits', () => {
  test.each<[number, DigitLimit, string]>([
    [0, { maximumFractionDigits: 2 }, '0'],
    [1.005, { maximumFractionDigits: 2 }, '1,01'],
    [0.5, { maximumFractionDigits: 0 }, '1'],
    [0.049, { maximumFractionDigits: 1 }, '0'],
    [0.05, { maximumFractionDigits: 1 }, '0,1'],
    [9.995, { maximumFractionDigits: 2 }, '10'],
    [999_999.5, { maximumFractionDigits: 0 }, '1.000.000'],
    [1e21, { maximumSignificantDigits: 15 }, '1.000.000.000.000.000.000.000'],
    [0.1 + 0.2, { maximumSignificantDigits: 15 }, '0,3'],
    [1e-9, { maximumSignificantDigits: 15 }, '0,000000001'],
  ])('%d by %o is %s', (value, digits, text) => {
    expect(decimalDigits(value, digits, 'vi')).toBe(text)
    expect(byIntl(value, digits, 'vi')).toBe(text)
  })

  test('says what Intl says of what people write, in both languages', () => {
    fc.assert(
      fc.property(size, limit, (value, digits) => {
        const written = Number(value.toPrecision(15))
        for (const locale of ['vi', 'en'] as const)
          expect(decimalDigits(written, digits, locale)).toBe(byIntl(written, digits, locale))
      }),
      { numRuns: 3_000 },
    )
  })

  test('of more digits than anyone writes, is never further from the number than Intl, which may be', () => {
    const distance = (text: string, value: number) => Math.abs(Number(text.replaceAll(',', '')) - value)
    fc.assert(
      fc.property(size, limit, (value, digits) => {
        const [own, other] = [decimalDigits(value, digits, 'en'), byIntl(value, digits, 'en')]
        expect(distance(own, value)).toBeLessThanOrEqual(distance(other, value))
      }),
    )
    expect(decimalDigits(9_999_999.999999994, { maximumSignificantDigits: 15 }, 'en')).toBe(
      '9,999,999.99999999',
    )
  })
})
