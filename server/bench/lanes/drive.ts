/** Connections that each keep a number of messages unacknowledged, and what it costs. */
import type { Line } from '../lane'
import { cpuSeconds, median } from '../machine'
import { inCopyOf } from '../process'
import { Latencies } from '../wire/latency'
import type { LoadSocket } from '../wire/socket'

export interface Sender {
  /** Sends one message. @returns when it is acknowledged. */
  send(n: number): Promise<void>
  close(): void
}

export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** CPU seconds of the server for a thousand messages. */
  readonly cpu: number
}

export async function drive(
  senders: readonly Sender[],
  { pid, window, messages: count }: { pid: number; window: number; messages: number },
): Promise<Measured> {
  const latencies = new Latencies()
  const cpuBefore = cpuSeconds(pid)
  const begun = performance.now()
  let next = 0
  const lane = async (sender: Sender) => {
    while (next < count) {
      next += 1
      const sent = performance.now()
      await sender.send(next)
      latencies.add(performance.now() - sent)
    }
  }
  await Promise.all(senders.flatMap((sender) => Array.from({ length: window }, () => lane(sender))))
  const seconds = (performance.now() - begun) / 1000
  const cpu = ((cpuSeconds(pid) - cpuBefore) / latencies.count) * 1000
  return { perSecond: latencies.count / seconds, p50: latencies.at(0.5), p99: latencies.at(0.99), cpu }
}

export async function repeat<T>(runs: number, template: string, run: (folder: string) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let at = 0; at < runs; at += 1) all.push(await inCopyOf(template, run))
  return all
}

/** What is sent in one turn leaves in one packet. */
export function flusher(socket: LoadSocket): () => void {
  let isDue = false
  return () => {
    if (isDue) return
    isDue = true
    setImmediate(() => {
      isDue = false
      socket.flush()
    })
  }
}

export function lineOf(name: string, all: readonly Measured[]): Line {
  const middle = (pick: (one: Measured) => number) => median(all.map(pick))
  const figures = { perSecond: middle((one) => one.perSecond), p50: middle((one) => one.p50), p99: middle((one) => one.p99) }
  return { name, figures: { ...figures, cpu: middle((one) => one.cpu) } }
}
