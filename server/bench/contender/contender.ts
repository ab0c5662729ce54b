/** A server to be measured. */
import type { Dialect } from '../dialect/dialect'
import type { Running } from '../process'

export interface Data {
  /** Documents that are there before the server starts. */
  readonly documents: number
  /** What each of them holds; null: nothing yet. */
  readonly content: Uint8Array | null
}

export interface Contender {
  readonly name: string
  /** The raw servers: what the machine could do, not a peer. */
  readonly isLimit: boolean
  /** Whether updates are on the disk when their author is told that they are taken. */
  readonly isDurable: boolean
  readonly dialect: Dialect
  /** Its way with many documents over one connection, when that is another one. */
  readonly manyDialect?: Dialect
  /** Makes a folder with these documents. @returns their names. */
  prepare(folder: string, data: Data): Promise<readonly string[]>
  start(folder: string): Promise<Running>
  /** How many letters of each author are stored, by the author's number, where no document can be asked for. */
  stored?(folder: string): ReadonlyMap<number, number>
}
