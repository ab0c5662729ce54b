/** Connections that each keep a number of messages unacknowledged, and what it costs. */
import { readFileSync } from 'node:fs'

export interface Sender {
  /** Sends one message. @returns when it is acknowledged. */
  send(n: number): Promise<void>
}

export interface Measured {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU seconds of the server for a thousand messages. */
  readonly cpuPerThousand: number
}

/** Linux counts a process's time in hundredths of a second. */
const TICKS_PER_SECOND = 100

/** @param window messages of one sender under way at once. */
export async function drive(senders: readonly Sender[], options: { pid: number; window: number; messages: number }): Promise<Measured> {
  const latencies: number[] = []
  const cpuBefore = cpuSeconds(options.pid)
  const begun = performance.now()
  let next = 0
  const lane = async (sender: Sender) => {
    while (next < options.messages) {
      next += 1
      const sent = performance.now()
      await sender.send(next)
      latencies.push(performance.now() - sent)
    }
  }
  await Promise.all(senders.flatMap((sender) => Array.from({ length: options.window }, () => lane(sender))))
  const seconds = (performance.now() - begun) / 1000
  latencies.sort((a, b) => a - b)
  return {
    perSecond: latencies.length / seconds,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    cpuPerThousand: ((cpuSeconds(options.pid) - cpuBefore) / latencies.length) * 1000,
  }
}

/** User and system time of a process and its threads. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

export function median(runs: readonly Measured[]): Measured {
  const middle = (pick: (run: Measured) => number): number => runs.map(pick).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0
  return {
    perSecond: middle((run) => run.perSecond),
    p50Ms: middle((run) => run.p50Ms),
    p99Ms: middle((run) => run.p99Ms),
    cpuPerThousand: middle((run) => run.cpuPerThousand),
  }
}
