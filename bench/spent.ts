// Processor time, which a busy machine changes less than time on the clock.
import { readdirSync, readFileSync } from 'node:fs'
import type { Product } from './product.ts'

/** Milliseconds of processor time so far, of all threads of the app and of all processes of PostgreSQL. */
export async function spent({ pid, database }: Product) {
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  const own = rows[0]?.pid ?? 0
  const postmaster = parentOf(own)
  const backends = processes().filter((each) => each !== own && parentOf(each) === postmaster)
  const running = [postmaster, ...backends].reduce((sum, each) => sum + runOf(each), 0)
  return { app: runOf(pid), postgres: running + ofEnded(postmaster) }
}

function processes(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0 // it has ended meanwhile
  }
}

/** Of the children of a process that have ended: connections come and go. Linux counts it in hundredths of a second. */
function ofEnded(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10
}

function runOf(pid: number): number {
  const nanoseconds = (thread: string) => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    } catch {
      return 0
    }
  }
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + nanoseconds(thread), 0) / 1e6
}
