/**
 * Writing to the vault so that the operator is never left in the dark.
 *
 * DEV4 A write ends: stored, or not stored and said so, within {@link PATIENCE_MS}, also where the browser never answers.
 * DEV5 What did not fit is tried once more after room was made.
 */
import { TooSlow, type Trouble, troubleOf } from './trouble'

/** A disk that is asleep or busy takes seconds; what takes longer has, for a person, not happened. */
export const PATIENCE_MS = 15_000

export type Keep = <T>(write: () => Promise<T>) => Promise<T>

export interface KeepOptions {
  /** Null: a write has gone through. */
  onTrouble(trouble: Trouble | null): void
  /** @returns whether there is more room now. */
  makeRoom(): Promise<boolean>
}

export const makeKeep = ({ onTrouble, makeRoom }: KeepOptions): Keep =>
  async function keep(write) {
    try {
      const value = await attempt(write, makeRoom)
      onTrouble(null)
      return value
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble) onTrouble(trouble)
      throw error
    }
  }

/** Tried again only after an error that says for sure that nothing was written. */
async function attempt<T>(write: () => Promise<T>, makeRoom: () => Promise<boolean>): Promise<T> {
  try {
    return await inTime(write())
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble === 'closed' || (trouble === 'no-space' && (await makeRoom()))) return inTime(write())
    throw error
  }
}

/** @throws TooSlow */
export function inTime<T>(work: PromiseLike<T>, patienceMs = PATIENCE_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow(`No answer in ${patienceMs} ms`)), patienceMs)
    const over = () => clearTimeout(timer)
    work.then(
      (value) => {
        over()
        resolve(value)
      },
      (error) => {
        over()
        reject(error)
      },
    )
  })
}
