/**
 * Who comes is looked up after the upgrade: the upgrade itself cannot wait (see http/listen-socket), and a browser that
 * cannot read why one was refused does read a close code.
 */
import type { Connection, SocketHandlers } from './port'

const INTERNAL_ERROR = 1011
const POLICY_VIOLATION = 1008

export interface Admission<Found> {
  /** Settles with who comes. A rejection ends the connection with 1011. */
  lookUp(): Promise<Found>
  /** How often somebody was sent away. Whoever is not in yet is not told, and so is looked up again when it was once more. */
  endings(): number
  /** Called once, and only while the connection is open; then is given everything that has arrived meanwhile. */
  open(found: Found): SocketHandlers
  /** What may arrive before anybody is known; beyond it the connection ends with 1008. */
  readonly maxHeldBytes: number
  onError(error: unknown): void
}

type Frame = readonly [bytes: Uint8Array, isBinary: boolean]

/** Handlers that hold what arrives until the peer is admitted. */
export function whenAdmitted<Found>(connection: Connection, admission: Admission<Found>): SocketHandlers {
  let handlers: SocketHandlers | null = null
  let held: Frame[] = []
  let heldBytes = 0

  function admit(found: Found): void {
    if (!connection.isOpen) return
    handlers = admission.open(found)
    const frames = held
    held = []
    for (const frame of frames) if (connection.isOpen) handlers.message(...frame)
  }

  async function look(): Promise<void> {
    const before = admission.endings()
    const found = await admission.lookUp()
    if (admission.endings() === before) admit(found)
    else if (connection.isOpen) await look()
  }

  look().catch((error) => {
    admission.onError(error)
    connection.close(INTERNAL_ERROR, 'internal')
  })

  return {
    message(bytes, isBinary) {
      if (handlers) return handlers.message(bytes, isBinary)
      heldBytes += bytes.length
      if (heldBytes > admission.maxHeldBytes) return connection.close(POLICY_VIOLATION, 'too much before admission')
      held.push([bytes, isBinary])
    },
    drain: () => handlers?.drain?.(),
    closed: () => handlers?.closed(),
  }
}

/** For a peer that has been told to go: whatever it still says is not heard. */
export const DEAF: SocketHandlers = { message: () => undefined, closed: () => undefined }
