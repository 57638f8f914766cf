// Real series to hold the forecast against: everything in vega-datasets that was measured at regular times.
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import papaparse from 'papaparse'

export type Series = { name: string; values: readonly number[] }

type Row = Record<string, string>

const home = dirname(findPackageJSON('vega-datasets', import.meta.url) ?? '')
const dataFile = (name: string) => readFileSync(join(home, 'data', name), 'utf8')

const rowsOf = (name: string): Row[] =>
  papaparse.parse<Row>(dataFile(name), { header: true, skipEmptyLines: true }).data

const column = (rows: readonly Row[], name: string) => rows.map((row) => Number(row[name]))

/** Means of each seven days: a week's value, as a weekly KPI has it. */
function weeklyMeans(days: readonly number[]): number[] {
  return Array.from({ length: Math.floor(days.length / 7) }, (_, week) => {
    const values = days.slice(week * 7, week * 7 + 7)
    return values.reduce((sum, value) => sum + value, 0) / 7
  })
}

/** Series by the value of a column, each named by it. */
function grouped(label: string, rows: readonly Row[], by: string, of: string): Series[] {
  const groups = Map.groupBy(rows, (row) => row[by])
  return [...groups].map(([key, members]) => ({ name: `${label}: ${key}`, values: column(members, of) }))
}

/** The series, named: 22 of employment, 14 of unemployment, and prices, weather, electricity, climate. */
export function realSeries(): Series[] {
  const employment = rowsOf('us-employment.csv')
  const sectors = Object.keys(employment[0] ?? {}).filter(
    (name) => name !== 'month' && name !== 'nonfarm_change',
  )
  const unemployment = JSON.parse(dataFile('unemployment-across-industries.json')) as {
    series: string
    rate: number
  }[]
  const weather = Map.groupBy(rowsOf('weather.csv'), (row) => row.location)
  const co2 = rowsOf('co2-concentration.csv').slice(-240)
  return [
    ...sectors.map((name) => ({ name: `US employment, monthly: ${name}`, values: column(employment, name) })),
    ...[...Map.groupBy(unemployment, ({ series }) => series)].map(([name, rows]) => ({
      name: `US unemployment rate, monthly: ${name}`,
      values: rows.map(({ rate }) => rate),
    })),
    ...grouped('Share price, monthly', rowsOf('stocks.csv'), 'symbol', 'price'),
    { name: 'S&P 500, monthly', values: column(rowsOf('sp500.csv'), 'price') },
    ...[...weather].flatMap(([place, rows]) =>
      ['temp_max', 'wind'].map((of) => ({
        name: `Weather, weekly mean of ${of}: ${place}`,
        values: weeklyMeans(column(rows, of)),
      })),
    ),
    ...grouped('Iowa electricity, yearly', rowsOf('iowa-electricity.csv'), 'source', 'net_generation'),
    { name: 'CO2, monthly', values: column(co2, 'CO2') },
    { name: 'CO2 adjusted for season, monthly', values: column(co2, 'adjusted CO2') },
    { name: 'Global temperature, yearly', values: column(rowsOf('global-temp.csv'), 'temp') },
  ]
}
