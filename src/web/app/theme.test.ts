// Holds the colour tokens to WCAG 2.2 AA in both themes: 4.5:1 for words, 3:1 for what must be seen to be used.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chartColours } from '../charts/chart-colours.ts'

type Rgb = [number, number, number]

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')

const tokens = (theme: 'light' | 'dark'): Map<string, Rgb> => {
  const pair = /--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g
  return new Map(
    [...css.matchAll(pair)].map(([, name = '', light = '', dark = '']) => [
      name,
      linearRgb((theme === 'light' ? light : dark).split(' ').map(Number)),
    ]),
  )
}

/** OKLCH to linear sRGB (Björn Ottosson's matrices), clipped to the gamut as a screen does. */
const linearRgb = ([l = 0, c = 0, h = 0]: number[]): Rgb => {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (x: number) => Math.min(1, Math.max(0, x))
  return [
    clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ]
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

const contrast = (one: Rgb, other: Rgb) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'surface', 'sunken']
const tones = ['teal', 'amber', 'son', 'improvement', 'concern', 'change']
const inks = ['ink', 'ink-2', 'ink-3', 'cham', 'cham-strong', ...tones.map((tone) => `${tone}-ink`)]

const words: [string, string][] = [
  ...inks.flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...tones.map((tone): [string, string] => [`${tone}-ink`, `${tone}-soft`]),
  ['cham', 'cham-soft'],
  ['ink', 'cham-soft'],
  ['ink-3', 'cham-soft'],
  ['on-cham', 'cham'],
  ['on-cham', 'cham-strong'],
]
const graphics: [string, string][] = [
  ...grounds.map((ground): [string, string] => ['edge', ground]),
  ...[...tones, 'common', 'cham'].map((tone): [string, string] => [tone, 'surface']),
]

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const colours = tokens(theme)
  const between = ([one, other]: [string, string]) => {
    const first = colours.get(one)
    const second = colours.get(other)
    if (!first || !second) throw new Error(`no such token: ${one} or ${other}`)
    return contrast(first, second)
  }
  test.each(words)('%s reads on %s', (...pair) => expect(between(pair)).toBeGreaterThanOrEqual(4.5))
  test('charts in files have the same colours, each that a chart is drawn in', () => {
    const hex = (rgb: Rgb) =>
      `#${rgb
        .map((x) =>
          Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055))
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`
    const folder = new URL('../charts/', import.meta.url)
    const drawing = readdirSync(folder).filter(
      (name) => /^pulse-.*\.tsx?$/.test(name) && !name.includes('.test.'),
    )
    const code = drawing.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('')
    const used = new Set([...code.matchAll(/'var\(--([\w-]+)\)'/g)].map(([, name = '']) => name))
    expect(used.size).toBeGreaterThanOrEqual(12)
    for (const name of used) {
      const colour = colours.get(name)
      expect(colour && hex(colour), name).toBe(chartColours[theme][`--${name}`])
    }
  })
  test.each(graphics)('%s is seen on %s', (...pair) => expect(between(pair)).toBeGreaterThanOrEqual(3))
})

test('the measure of contrast agrees with known pairs', () => {
  expect(contrast(linearRgb([1, 0, 0]), linearRgb([0, 0, 0]))).toBeCloseTo(21, 3)
  // #767676 on white is the darkest well-known grey that passes: 4.54.
  expect(contrast(linearRgb([0.5683, 0, 0]), linearRgb([1, 0, 0]))).toBeCloseTo(4.54, 1)
})
