// The theme's colours that charts are drawn in, for programs that know neither its names nor oklch.

export type ChartTheme = 'light' | 'dark'

/** theme.test.ts holds them to the theme's own. */
export const chartColours: Record<ChartTheme, Record<string, string>> = {
  light: {
    '--surface': '#ffffff',
    '--ink': '#251e16',
    '--ink-2': '#534c44',
    '--ink-3': '#6e6860',
    '--line': '#e2dfda',
    '--edge': '#8f8a83',
    '--cham': '#314996',
    '--cham-soft': '#e8eefe',
    '--common': '#75716b',
    '--improvement': '#006ebe',
    '--concern': '#df6100',
    '--change': '#904eba',
  },
  dark: {
    '--surface': '#1f1b17',
    '--ink': '#eeebe5',
    '--ink-2': '#bebab3',
    '--ink-3': '#9b9891',
    '--line': '#36322d',
    '--edge': '#746f69',
    '--cham': '#9badf1',
    '--cham-soft': '#242c47',
    '--common': '#9b9891',
    '--improvement': '#6aadf0',
    '--concern': '#f49752',
    '--change': '#c493e8',
  },
}
