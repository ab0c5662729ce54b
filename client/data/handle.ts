/**
 * A database's connection through what browsers do to it.
 *
 * DEV1 A handle that the browser has closed is opened again by the next read or write; nobody has to reload. DEV2 A tab
 * whose tables a newer build has taken over lets go at once and does not come back. DEV3 A tab whose tables are deleted
 * lets go, and does not make them again by itself.
 */
import type Dexie from 'dexie'

/** `superseded`: by a newer build. `deleted`: by a sign-out, or to be fetched anew. `blocked`: older tabs hold on. */
export type HandleNews = 'superseded' | 'deleted' | 'blocked' | 'opened'

/** The tables are of a newer build than this one. */
export class NewerTables extends Error {
  override readonly name = 'NewerTables'
}

type Listener = (news: HandleNews) => void

/** DEV1 is Dexie's doing, as long as it may open by itself. @returns the way to listen; that one returns the way to stop. */
export function watchHandle(db: Dexie): (listener: Listener) => () => void {
  const listeners = new Set<Listener>()
  /** For whoever comes to listen after it has happened. */
  let standing: HandleNews | null = null
  const tell = (news: HandleNews) => {
    standing = news === 'opened' ? null : news
    for (const listener of listeners) listener(news)
  }
  // False: Dexie's own listener, which lets go and comes back, is not asked.
  db.on('versionchange', ({ newVersion }) => {
    db.close({ disableAutoOpen: true })
    tell(newVersion ? 'superseded' : 'deleted')
    return false
  })
  db.on('blocked', () => tell('blocked'))
  const ready = () => {
    // Asked for an older version than there is, Dexie opens what there is. Its versions are the browser's tenth.
    if (Math.floor(db.backendDB().version / 10) > db.verno) {
      // After this turn: within it the opening would still be under way.
      queueMicrotask(() => {
        db.close({ disableAutoOpen: true })
        tell('superseded')
      })
      throw new NewerTables(db.name)
    }
    tell('opened')
  }
  db.on('ready', ready, true)
  return (listener) => {
    listeners.add(listener)
    if (standing) listener(standing)
    return () => listeners.delete(listener)
  }
}
