/** People in documents, connected to a server, with everything they are told counted. */
import type { Contender } from '../contender/contender'
import type { Client } from '../dialect/dialect'
import { pause } from '../process'
import { Latencies } from '../wire/latency'
import { Author, readUpdate } from '../wire/small-update'

export interface Shape {
  readonly name: string
  readonly documents: number
  /** In each of the documents. */
  readonly people: number
  /** Each person has all documents over one connection; otherwise a connection for each. */
  readonly isOneSocket: boolean
}

/** One person in one document. */
interface Seat {
  readonly client: Client
  readonly index: number
  readonly author: Author
}

export interface Rooms {
  readonly seats: readonly Seat[]
  /** Whom one update reaches: everybody in the document but its author. */
  readonly reach: number
  readonly latencies: Latencies
  /** From a letter to the word that it is taken; counted on request. */
  readonly acks: Latencies
  /** Waits until nothing comes any more. */
  quiet(): Promise<void>
  close(): void
}

/** More at once and some would wait for the kernel's queue rather than for the server. */
const CONNECTING_AT_ONCE = 100

export async function connectRooms(
  contender: Contender,
  of: { port: number; names: readonly string[]; shape: Shape; tracksAcks?: boolean },
): Promise<Rooms> {
  const { port, names, shape, tracksAcks = false } = of
  const dialect = shape.isOneSocket ? (contender.manyDialect ?? contender.dialect) : contender.dialect
  const latencies = new Latencies()
  const authors: Author[] = []
  const seats: Seat[] = []
  const acks = new Latencies()
  const isEcho = tracksAcks && dialect.acknowledges === 'echo'

  function acknowledge(author: Author, upTo: number, now: number): void {
    for (; author.acknowledged < upTo; author.acknowledged += 1) acks.add(now - author.sentAt(author.acknowledged))
  }

  async function connect(documents: readonly string[]): Promise<void> {
    const mine = new Set<number>()
    const client = await dialect.connect(
      { port, documents },
      {
        update(bytes, at) {
          const now = performance.now()
          readUpdate(bytes, at, (index, from, to) => {
            const author = authors[index]
            if (!author) return
            if (mine.has(index)) return isEcho ? acknowledge(author, to, now) : undefined
            for (let clock = from; clock < to; clock += 1) latencies.add(now - author.sentAt(clock))
          })
        },
        ...(tracksAcks && { acknowledged: (author: Author) => acknowledge(author, author.acknowledged + 1, performance.now()) }),
      },
    )
    for (const index of documents.keys()) {
      const author = new Author(authors.length)
      authors.push(author)
      mine.add(author.index)
      seats.push({ client, index, author })
    }
  }

  const wanted = shape.isOneSocket
    ? Array.from({ length: shape.people }, () => names)
    : names.flatMap((name) => Array.from({ length: shape.people }, () => [name]))
  for (let start = 0; start < wanted.length; start += CONNECTING_AT_ONCE)
    await Promise.all(wanted.slice(start, start + CONNECTING_AT_ONCE).map(connect))

  return {
    seats,
    reach: shape.people - 1,
    latencies,
    acks,
    async quiet() {
      for (let before = -1; before !== latencies.count; ) {
        before = latencies.count
        await pause(400)
      }
    },
    close() {
      for (const { client } of seats) client.socket.close()
    },
  }
}
