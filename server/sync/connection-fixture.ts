/** A connection whose network the test plays: what was sent, how it was taken, how it ended. */
import type { ServerFrame, ServerFrameName } from '#shared/protocol/frames'
import { decodeServer } from '#shared/protocol/wire'
import type { Connection } from '../http/port'

type FrameOf<N extends ServerFrameName> = Extract<ServerFrame, { name: N }>

export function makeConnection() {
  const frames: ServerFrame[] = []
  const waiting: { isMet: () => boolean; resolve: () => void }[] = []
  const network = { outcome: 'sent' as ReturnType<Connection['send']>, bufferedBytes: 0 }
  let closed: { code: number; reason: string } | null = null

  const check = () => {
    for (const one of waiting) if (one.isMet()) one.resolve()
  }
  const connection: Connection = {
    get isOpen() {
      return closed === null
    },
    bufferedBytes: () => network.bufferedBytes,
    send(message) {
      if (closed || typeof message === 'string') return 'dropped'
      const frame = decodeServer(message)
      if (!frame) throw new Error('The server sent what is no frame')
      if (network.outcome !== 'dropped') frames.push(frame)
      check()
      return network.outcome
    },
    close(code, reason) {
      closed ??= { code, reason }
      check()
    },
  }

  const of = <N extends ServerFrameName>(name: N): FrameOf<N>[] => frames.filter((frame): frame is FrameOf<N> => frame.name === name)
  const until = (isMet: () => boolean): Promise<void> =>
    isMet() ? Promise.resolve() : new Promise((resolve) => waiting.push({ isMet, resolve }))

  return {
    connection,
    network,
    frames,
    of,
    names: () => frames.map(({ name }) => name),
    closed: () => closed,
    /** Waits until so many frames of a name have been sent. @returns the last of them. */
    async nth<N extends ServerFrameName>(name: N, count = 1): Promise<FrameOf<N>> {
      await until(() => of(name).length >= count)
      const frame = of(name)[count - 1]
      if (!frame) throw new Error(`There is no frame ${name} number ${count}`)
      return frame
    },
    /** Waits until the connection is closed by our side. */
    async ended(): Promise<{ code: number; reason: string }> {
      await until(() => closed !== null)
      return closed ?? { code: 0, reason: '' }
    },
  }
}

/** Lets everything that needs no event from outside run to its end. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
