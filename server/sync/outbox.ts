/** Frames of one turn on their way to one device: they leave together, and acknowledgements as one frame. */
import type { Id } from '#shared/domain/id'
import { encodeServer } from '#shared/protocol/wire'
import type { Connection } from '../http/port'

export interface FrameOutbox {
  send(frame: Uint8Array): void
  /** The update is committed. */
  acknowledge(updateId: Id): void
}

/** @param later runs its argument when the work of the moment is done: a commit settles many at once. */
export function createFrameOutbox(connection: Connection, later: (run: () => void) => void): FrameOutbox {
  let frames: Uint8Array[] = []
  let ids: Id[] = []

  function flush(): void {
    const leaving = ids.length > 0 ? [...frames, encodeServer('DOC_ACK', { ids })] : frames
    frames = []
    ids = []
    if (connection.sendAll) connection.sendAll(leaving)
    else for (const frame of leaving) connection.send(frame)
  }

  function soon(): void {
    if (frames.length === 0 && ids.length === 0) later(flush)
  }

  return {
    send(frame) {
      soon()
      frames.push(frame)
    },
    acknowledge(id) {
      soon()
      ids.push(id)
    },
  }
}
