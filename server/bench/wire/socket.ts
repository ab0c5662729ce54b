/**
 * A WebSocket client for putting load on servers: frames are written into one buffer and leave together, and read where
 * they lie, so that the load costs little beside what it measures. Trusts the server it talks to.
 */
import { connect, type Socket } from 'node:net'

export interface Target {
  readonly port: number
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
}

/** One for all sockets: what stays of it after a read is copied. */
const READ_BUFFER = Buffer.allocUnsafeSlow(512 * 1024)
const OPCODE_CLOSE = 8
const OPCODE_PING = 9
const NOTHING = Buffer.alloc(0)

export class LoadSocket {
  /** A whole message; its bytes are only there during the call. */
  onMessage: (bytes: Buffer, start: number, end: number) => void = () => {}
  onClosed: (code: number) => void = () => {}
  bytesIn = 0
  bytesOut = 0
  isOpen = true
  readonly #socket: Socket
  #left: Buffer = NOTHING
  #out = Buffer.allocUnsafe(4096)
  #length = 0
  #isUpgraded = false
  #upgraded: (error?: Error) => void = () => {}

  static open(target: Target): Promise<LoadSocket> {
    return new Promise((resolve, reject) => {
      const socket: LoadSocket = new LoadSocket(target, (error) => (error ? reject(error) : resolve(socket)))
    })
  }

  private constructor({ port, path, headers = {} }: Target, upgraded: (error?: Error) => void) {
    this.#upgraded = upgraded
    const onread = { buffer: READ_BUFFER, callback: (length: number) => this.#read(length) }
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
    this.#socket.on('error', (error) => this.#end(1006, error))
    this.#socket.on('close', () => this.#end(1006, new Error('The connection was closed')))
    const lines = Object.entries({ ...headers, 'sec-websocket-key': 'b2tub2tub2tub2tub2tubw==', 'sec-websocket-version': '13' })
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${head}\r\n`)
  }

  /** Begins a binary message. @returns where in `buffer` its `length` bytes are to be written. */
  message(length: number): number {
    this.#need(length + 14)
    const out = this.#out
    let at = this.#length
    out[at++] = 0x82
    if (length < 126) out[at++] = 0x80 | length
    else if (length < 65_536) {
      out[at++] = 0x80 | 126
      at = out.writeUInt16BE(length, at)
    } else {
      out[at++] = 0x80 | 127
      at = out.writeBigUInt64BE(BigInt(length), at)
    }
    // A mask of zeros: frames of a client must be masked, and this one costs nothing.
    at = out.writeUInt32BE(0, at)
    this.#length = at + length
    return at
  }

  get buffer(): Buffer {
    return this.#out
  }

  send(bytes: Uint8Array): void {
    const at = this.message(bytes.length)
    this.#out.set(bytes, at)
  }

  sendText(text: string): void {
    const from = this.#length
    this.send(Buffer.from(text))
    this.#out[from] = 0x81
  }

  flush(): void {
    if (this.#length === 0 || !this.isOpen) return
    this.bytesOut += this.#length
    this.#socket.write(Buffer.from(this.#out.subarray(0, this.#length)))
    this.#length = 0
  }

  close(): void {
    this.isOpen = false
    this.#socket.destroy()
  }

  #need(length: number): void {
    if (this.#length + length <= this.#out.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#out.length * 2, this.#length + length))
    this.#out.copy(grown, 0, 0, this.#length)
    this.#out = grown
  }

  #read(length: number): boolean {
    this.bytesIn += length
    const read = READ_BUFFER.subarray(0, length)
    const bytes = this.#left.length > 0 ? Buffer.concat([this.#left, read]) : read
    const done = this.#isUpgraded ? this.#frames(bytes, 0) : this.#head(bytes)
    this.#left = done < bytes.length ? Buffer.from(bytes.subarray(done)) : NOTHING
    return true
  }

  #head(bytes: Buffer): number {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return 0
    const status = bytes.toString('latin1', 9, 12)
    if (status !== '101') {
      this.#upgraded(new Error(`The server answered ${status}`))
      this.close()
      return bytes.length
    }
    this.#isUpgraded = true
    this.#upgraded()
    this.#upgraded = () => {}
    // The caller sets `onMessage` when the promise settles: what came along is read after that.
    queueMicrotask(() => queueMicrotask(() => this.#readOn()))
    return end + 4
  }

  /** What came before the caller has set `onMessage`. */
  #readOn(): void {
    const left = this.#left
    this.#left = NOTHING
    const done = this.#frames(left, 0)
    if (done < left.length) this.#left = left.subarray(done)
  }

  /** @returns where the first unfinished frame begins. */
  #frames(bytes: Buffer, from: number): number {
    let at = from
    while (at + 2 <= bytes.length) {
      let length = (bytes[at + 1] ?? 0) & 127
      let start = at + 2
      if (length === 126) {
        if (at + 4 > bytes.length) break
        length = bytes.readUInt16BE(at + 2)
        start = at + 4
      } else if (length === 127) {
        if (at + 10 > bytes.length) break
        length = Number(bytes.readBigUInt64BE(at + 2))
        start = at + 10
      }
      if (start + length > bytes.length) break
      this.#frame((bytes[at] ?? 0) & 15, bytes, start, start + length)
      at = start + length
    }
    return at
  }

  #frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode < OPCODE_CLOSE) this.onMessage(bytes, start, end)
    else if (opcode === OPCODE_CLOSE) this.#end(end - start >= 2 ? bytes.readUInt16BE(start) : 1005)
    else if (opcode === OPCODE_PING) this.#socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
  }

  #end(code: number, error = new Error(`The server closed with ${code}`)): void {
    this.#upgraded(error)
    this.#upgraded = () => {}
    if (!this.isOpen) return
    this.close()
    this.onClosed(code)
  }
}
