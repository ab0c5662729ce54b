/**
 * Files that have come in part, in the data folder under their owner's name and their own, both hashed. How much has come
 * is the length of the file, so nothing has to be written down beside it.
 *
 * UPL1 A place is told only when everything before it would survive a power cut.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A device that was cut off comes back within days; nobody comes back for what is older. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000
const SWEEP_EVERY_MS = 60 * 60 * 1000
/** Of one owner. A person has a few under way; each may have the size of the largest attachment. */
export const MAX_UNFINISHED = 100

export interface UnfinishedFile {
  readonly owner: string
  readonly id: string
}

export interface UnfinishedFiles {
  /** Bytes held; 0 when nothing has come. */
  size(file: UnfinishedFile): Promise<number>
  /** Puts bytes at the end. @returns the new size; `moved` when the file does not end at `offset`; `too-many` of this owner. */
  append(file: UnfinishedFile, offset: number, bytes: Uint8Array): Promise<number | 'moved' | 'too-many'>
  /** Null when it is not there any more. */
  read(file: UnfinishedFile): Promise<Uint8Array | null>
  remove(file: UnfinishedFile): Promise<void>
  /** Where the bytes are, for whoever reads them piece by piece. */
  pathOf(file: UnfinishedFile): string
}

export function makeUnfinishedFiles(folder: string, clock: () => number): UnfinishedFiles {
  const pathOf = ({ owner, id }: UnfinishedFile) => join(folder, hash(owner), hash(id))
  /** Two requests for one file follow each other: a device that was cut off may come back before its first is over. */
  const queues = new Map<string, Promise<unknown>>()
  let sweptAt = Number.NEGATIVE_INFINITY

  function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(path) ?? Promise.resolve()
    const mine = before.then(work, work)
    queues.set(path, mine)
    const over = () => queues.get(path) === mine && queues.delete(path)
    mine.then(over, over)
    return mine
  }

  return {
    size: (file) => sizeOf(pathOf(file)),
    append(file, offset, bytes) {
      const path = pathOf(file)
      return inTurn(path, async () => {
        const size = await sizeOf(path)
        if (size !== offset) return 'moved'
        if (size === 0) {
          const now = clock()
          if (now - sweptAt > SWEEP_EVERY_MS) {
            sweptAt = now
            await sweep(folder, now)
          }
          await mkdir(dirname(path), { recursive: true })
          if ((await readdir(dirname(path))).length >= MAX_UNFINISHED) return 'too-many'
        }
        const handle = await open(path, 'a')
        try {
          await handle.appendFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        return size + bytes.length
      })
    },
    read: (file) => whenThere(readFile(pathOf(file)), null),
    remove: (file) => rm(pathOf(file), { force: true }),
    pathOf,
  }
}

const sizeOf = (path: string): Promise<number> =>
  whenThere(
    stat(path).then(({ size }) => size),
    0,
  )

async function whenThere<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work
  } catch (error) {
    if (isMissing(error)) return otherwise
    throw error
  }
}

/** Files go while it looks, and others may have put something here. */
async function sweep(folder: string, now: number): Promise<void> {
  for (const owner of await readdir(folder).catch(() => []))
    for (const name of await readdir(join(folder, owner)).catch(() => [])) {
      const path = join(folder, owner, name)
      const found = await whenThere(stat(path), null)
      if (found && now - found.mtimeMs > LIFETIME_MS) await rm(path, { force: true })
    }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
