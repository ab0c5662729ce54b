/**
 * A device in the fewest words: it keeps rows and a cursor, comes back after every end of its connection, sends again
 * what was not answered, and never moves its cursor over a gap.
 */
import { WebSocket } from 'ws'
import type { Command } from '#shared/commands/catalogue'
import { newId } from '#shared/domain/id'
import type { ClientFrameName, ClientHead, ServerFrame, SyncedRow } from '#shared/protocol/frames'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { decodeServer, encodeClient } from '#shared/protocol/wire'

const RETRY_MS = 200
const SILENCE_MS = 8000

export interface Target {
  /** As `http://localhost:8080`; another after a restart. */
  url: string
  readonly cookie: string
}

export class SoakDevice {
  readonly rows = new Map<string, SyncedRow>()
  readonly results = new Map<string, 'done' | 'rejected'>()
  /** A command told two different results, or a batch that left a gap. */
  readonly problems: string[] = []
  readonly waiting = new Map<string, Command>()
  cursor = 0
  connections = 0
  isLive = false
  /** False: what it has read is let go of, so that thousands fit into one process. */
  keepsRows = true
  /** Told of every frame. */
  onFrame: (frame: ServerFrame) => void = () => undefined
  readonly #target: Target
  #epoch: string | null = null
  /** Parts and batches of this connection: the server waits when too many are not confirmed. */
  #taken = 0
  #socket: WebSocket | null = null
  #isClosed = false
  #isStalled = false
  #silence: NodeJS.Timeout | undefined

  constructor(target: Target) {
    this.#target = target
    this.#connect()
  }

  /** Reads nothing more of this connection, and does not end it either. */
  stall(): void {
    this.#isStalled = true
    clearTimeout(this.#silence)
    this.#socket?.pause()
  }

  get socket(): WebSocket | null {
    return this.#socket
  }

  #connect(): void {
    if (this.#isClosed) return
    const { url, cookie } = this.#target
    const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, { headers: { cookie, origin: url }, handshakeTimeout: SILENCE_MS })
    this.#socket = socket
    socket.on('open', () => {
      this.connections += 1
      this.#taken = 0
      const unanswered = [...this.waiting.keys()].slice(0, 200)
      this.#say('HELLO', { proto: PROTOCOL_VERSION, build: 'soak', device: 'soak', ...this.#position(), staged: null, unanswered })
      this.#listen()
    })
    socket.on('message', (data: Buffer) => {
      this.#listen()
      const frame = decodeServer(new Uint8Array(data))
      if (frame) this.#take(frame)
      else this.problems.push(`a frame of the server cannot be read: type ${data[0]?.toString(16)}, ${data.length} bytes`)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(this.#silence)
      this.isLive = false
      if (this.#socket === socket) setTimeout(() => this.#connect(), RETRY_MS * (0.5 + Math.random()))
    })
  }

  #position = () => ({ epoch: this.#epoch, cursor: this.cursor, aclEpoch: 0 })

  /** A connection that says nothing for long, though it was asked, is ended. */
  #listen(): void {
    clearTimeout(this.#silence)
    if (this.#isStalled) return
    this.#silence = setTimeout(() => {
      this.#say('PING', {})
      this.#silence = setTimeout(() => this.#socket?.terminate(), SILENCE_MS)
    }, SILENCE_MS / 2)
  }

  #say<N extends ClientFrameName>(name: N, head: ClientHead<N>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encodeClient(name, head))
  }

  #take(frame: ServerFrame): void {
    this.onFrame(frame)
    switch (frame.name) {
      case 'WELCOME':
        if (frame.head.mode === 'snapshot') this.rows.clear()
        this.#epoch = frame.head.epoch
        for (const result of frame.head.results) this.#settle(result)
        this.isLive = true
        for (const command of this.waiting.values()) this.#say('CMD', { commands: [command] })
        return
      case 'SNAPSHOT':
        this.#put(frame.head.rows)
        if (frame.head.last) this.cursor = frame.head.to
        this.#confirm()
        return
      case 'BATCH':
        if (frame.head.from !== this.cursor) this.problems.push(`a batch from ${frame.head.from} came at ${this.cursor}`)
        this.#put(frame.head.rows)
        this.cursor = frame.head.to
        this.#confirm()
        return
      case 'RESULT':
        for (const result of frame.head.results) this.#settle(result)
        return
      default:
    }
  }

  #confirm(): void {
    this.#taken += 1
    this.#say('ACK', { cursor: this.cursor, taken: this.#taken })
  }

  #put(rows: readonly SyncedRow[]): void {
    if (!this.keepsRows) return
    for (const row of rows) {
      if (row.row === null) this.rows.delete(`${row.kind}/${row.id}`)
      else this.rows.set(`${row.kind}/${row.id}`, row)
    }
  }

  #settle({ id, status }: { id: string; status: 'done' | 'rejected' }): void {
    const before = this.results.get(id)
    if (before && before !== status) this.problems.push(`command ${id} was ${before} and then ${status}`)
    this.results.set(id, status)
    this.waiting.delete(id)
  }

  /** A reply in a dialog. @returns its text, which occurs nowhere else. */
  reply(dialogId: string, more = ''): string {
    const itemId = newId().replaceAll('.', '_')
    const text = `soak ${itemId}${more}`
    const args = { dialogId, itemId, text, attachments: [], replyTo: null, seen: 0, ifUnchanged: false }
    this.send({ id: newId().replaceAll('.', '_'), type: 'message.send', args })
    return text
  }

  send(command: Command): void {
    this.waiting.set(command.id, command)
    this.#say('CMD', { commands: [command] })
  }

  dialogIds(): readonly string[] {
    return [...this.rows.values()].filter(({ kind }) => kind === 'dialog').map(({ id }) => id)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#socket = null
    socket?.terminate()
  }
}
