/** What a database file holds, read without the server. */
import Database from 'better-sqlite3'

export interface Stored {
  readonly isSound: boolean
  /** How often each text of a message stands there. */
  readonly texts: ReadonlyMap<string, number>
  readonly head: number
}

export function readStored(path: string): Stored {
  const database = new Database(path)
  try {
    const isSound = database.pragma('integrity_check', { simple: true }) === 'ok'
    const bodies = database.prepare('SELECT body FROM item').pluck().all() as string[]
    const head = database.prepare('SELECT head FROM workspace_head').pluck().get() as number
    const texts = new Map<string, number>()
    for (const body of bodies) {
      const { text } = JSON.parse(body) as { text?: string }
      if (text) texts.set(text, (texts.get(text) ?? 0) + 1)
    }
    return { isSound, texts, head }
  } finally {
    database.close()
  }
}

/** [I3] Acknowledged and not there, or there twice. */
export function lostOrDoubled(stored: Stored, acknowledged: Iterable<string>): { lost: string[]; doubled: string[] } {
  const lost: string[] = []
  for (const text of acknowledged) if (!stored.texts.has(text)) lost.push(text)
  return { lost, doubled: [...stored.texts].filter(([text, count]) => count > 1 && text.startsWith('soak ')).map(([text]) => text) }
}
