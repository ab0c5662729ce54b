/** How clients of one server speak: the same letters are typed through each. */
import type { Author } from '../wire/small-update'
import type { LoadSocket } from '../wire/socket'

const SILENCE_MS = 60_000

export interface Heard {
  /** An update of somebody, the own ones included where the server sends them back. */
  update(bytes: Uint8Array, at: number): void
  /** The server says that it has taken a letter of this author, of what was sent to it in order. */
  acknowledged?(author: Author): void
  /** What a document held when it was opened, whole; `update` is not told of it. */
  opened?(index: number, bytes: Uint8Array): void
}

/** One connection with the documents it holds, all of them open. */
export interface Client {
  readonly socket: LoadSocket
  /** Writes a letter; it leaves with the next `flush` of the socket. @param index of the document among those held. */
  type(index: number, author: Author, now: number): void
}

export interface Place {
  readonly port: number
  /** Names of the documents to open. */
  readonly documents: readonly string[]
}

export interface Dialect {
  /** Settles when every document has been answered. */
  connect(place: Place, heard: Heard): Promise<Client>
  readonly holdsMany: boolean
  /** How its author hears that an update is taken: by a frame for that, or by the update itself, sent back; null: not at all. */
  readonly acknowledges: 'frame' | 'echo' | null
}

/** The answer that a connection waits for; the end of the connection, or a minute of silence, is an error. */
export function answer(what: string, socket: LoadSocket): { readonly come: Promise<void>; arrived(): void } {
  let arrived = () => {}
  const come = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer: ${what}`)), SILENCE_MS)
    socket.onClosed = (code) => reject(new Error(`Closed with ${code}: ${what}`))
    arrived = () => {
      clearTimeout(timer)
      socket.onClosed = () => {}
      resolve()
    }
  })
  return { come, arrived: () => arrived() }
}
