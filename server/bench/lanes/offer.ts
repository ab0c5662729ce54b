/** Updates at a fixed rate for a while, and what became of them. */
import { cpuSeconds } from '../machine'
import { pause } from '../process'
import type { Rooms } from './rooms'

const SETTLE_MS = 400
const MEASURE_MS = 1200
/** Everybody writes what is due to them so often: keystrokes come in packets of their own, bursts of them together. */
const TURN_MS = 10
const MAX_P99_MS = 100
/** Of what should have arrived in the time measured. */
const MIN_ARRIVED = 0.95
const BUSY = 0.92

export interface Step {
  /** Updates a second that arrived everywhere. */
  readonly rate: number
  readonly passes: boolean
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly deliveries: number
  readonly cpuSeconds: number
  readonly seconds: number
  /** The load process had no time left: the figure says little about the server. */
  readonly isLoadBound: boolean
}

export async function offer(rooms: Rooms, { rate, pid, isQuick }: { rate: number; pid: number; isQuick: boolean }): Promise<Step> {
  const stop = typeAt(rooms, rate)
  await pause(isQuick ? 200 : SETTLE_MS)
  rooms.latencies.clear()
  const idle = performance.eventLoopUtilization()
  const cpuBefore = cpuSeconds(pid)
  const begun = performance.now()
  await pause(isQuick ? 400 : MEASURE_MS)
  const seconds = (performance.now() - begun) / 1000
  const cpu = cpuSeconds(pid) - cpuBefore
  const { utilization } = performance.eventLoopUtilization(idle)
  stop()
  const { latencies, reach } = rooms
  const deliveries = latencies.count
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => latencies.at(share))
  const passes = deliveries / seconds >= rate * reach * MIN_ARRIVED && p99 < MAX_P99_MS
  return {
    rate: deliveries / reach / seconds,
    passes,
    p50,
    p95,
    p99,
    deliveries,
    cpuSeconds: cpu,
    seconds,
    isLoadBound: utilization > BUSY,
  }
}

/** @returns the way to stop. */
export function typeAt({ seats }: Rooms, rate: number): () => void {
  const turnsASecond = 1000 / TURN_MS
  /** Letters of one seat in its turn; slow rates have one seat after another with one. */
  const burst = Math.max(1, Math.round(rate / turnsASecond / seats.length))
  const begun = performance.now()
  let typed = 0
  let next = 0
  const timer = setInterval(() => {
    const now = performance.now()
    const due = ((now - begun) / 1000) * rate
    const touched = new Set<(typeof seats)[number]['client']>()
    while (typed + burst <= due) {
      const seat = seats[next]
      next = (next + 1) % seats.length
      if (!seat) return
      for (let letter = 0; letter < burst; letter += 1) seat.client.type(seat.index, seat.author, now)
      touched.add(seat.client)
      typed += burst
    }
    for (const { socket } of touched) socket.flush()
  }, 1)
  return () => clearInterval(timer)
}
