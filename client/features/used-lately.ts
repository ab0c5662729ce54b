/** What this person uses, on this device: the more often and the later, the sooner it is offered. */
import { type Accessor, createSignal } from 'solid-js'
import * as v from 'valibot'

/** A use counts half as much after so long, ms: a week. */
const HALF_LIFE_MS = 7 * 24 * 60 * 60 * 1000
const MAX_REMEMBERED = 200

const Remembered = v.record(v.string(), v.object({ score: v.number(), at: v.number() }))
type Remembered = v.InferOutput<typeof Remembered>

export interface UsedLately {
  /** Greater is sooner; 0: never. */
  score(id: string): number
  /** Ids, the likeliest first. */
  readonly ids: Accessor<readonly string[]>
  note(id: string): void
}

export function createUsedLately(name: string): UsedLately {
  const key = `okno.used.${name}`
  const [used, setUsed] = createSignal<Remembered>(read(key))
  const score = (id: string) => fade(used()[id], Date.now())
  return {
    score,
    ids: () => Object.keys(used()).sort((a, b) => score(b) - score(a)),
    note(id) {
      const now = Date.now()
      const next = { ...read(key), [id]: { score: fade(read(key)[id], now) + 1, at: now } }
      const kept = Object.entries(next).sort(([, a], [, b]) => fade(b, now) - fade(a, now))
      const remembered = Object.fromEntries(kept.slice(0, MAX_REMEMBERED))
      localStorage.setItem(key, JSON.stringify(remembered))
      setUsed(remembered)
    },
  }
}

const fade = (use: Remembered[string] | undefined, now: number): number => (use ? use.score * 0.5 ** ((now - use.at) / HALF_LIFE_MS) : 0)

function read(key: string): Remembered {
  try {
    const parsed = v.safeParse(Remembered, JSON.parse(localStorage.getItem(key) ?? '{}'))
    return parsed.success ? parsed.output : {}
  } catch {
    return {}
  }
}
