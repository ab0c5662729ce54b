/** One connection to an SMS operator, from its bind to its end. */
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SmppSettings } from '#shared/domain/sms-account'
import {
  bindBody,
  COMMAND,
  type Delivery,
  encodePdu,
  type Pdu,
  parseDelivery,
  RESPONSE,
  responseId,
  type Submission,
  submitBody,
  takePdus,
} from './pdu'

export type Submitted =
  | { readonly outcome: 'taken'; readonly id: string }
  | { readonly outcome: 'refused'; readonly status: number }
  /** Never left this machine. */
  | { readonly outcome: 'not-sent' }
  /** Left, and was not answered. */
  | { readonly outcome: 'unanswered' }

export interface SmppTimes {
  readonly connectMs: number
  readonly answerMs: number
  readonly enquireMs: number
  /** Until another try where an operator asks for one. */
  readonly laterMs: number
}

export const SMPP_TIMES: SmppTimes = { connectMs: 10_000, answerMs: 20_000, enquireMs: 30_000, laterMs: 30_000 }

interface SessionOptions {
  readonly settings: Pick<SmppSettings, 'host' | 'port' | 'security' | 'systemId' | 'systemType'>
  readonly password: string
  /** Certificates believed beside the usual ones: of a server of one's own. */
  readonly ca?: string
  /** Settles when it would survive a power cut. A rejected one is brought again by the operator. */
  onDelivery(delivery: Delivery): Promise<void>
  /** The operator has heard everything we had answered when this enquiry was made: `mark` is what was returned then. */
  readonly heard: { mark(): number; confirmed(mark: number): void }
  readonly times?: SmppTimes
}

export type Bound =
  | { readonly ok: true; readonly session: SmppSession }
  | { readonly ok: false; readonly status: number }
  | { readonly ok: false; readonly error: unknown }

/** Requests of ours that wait for their answers: more, and an operator begins to throttle. */
const WINDOW = 10
/** SMS that are being stored; beyond it the operator waits, by TCP's own means. */
const MAX_STORING = 50

const SYSTEM_ERROR = 0x08
const UNKNOWN_COMMAND = 0x03
const MAX_SEQUENCE = 0x7fffffff

interface Waiting {
  readonly settle: (answer: Pdu | null) => void
  readonly timer: NodeJS.Timeout
}

export class SmppSession {
  readonly #socket: Socket
  readonly #options: SessionOptions
  readonly #times: SmppTimes
  readonly #waiting = new Map<number, Waiting>()
  readonly #turns: (() => void)[] = []
  readonly closed: Promise<void>
  #rest: Buffer = Buffer.alloc(0)
  #sequence = 0
  #storing = 0
  #isOpen = true
  #enquiring: NodeJS.Timeout | undefined

  /** Connects and binds. */
  static async open(options: SessionOptions): Promise<Bound> {
    const { settings, password, times = SMPP_TIMES } = options
    let session: SmppSession | null = null
    try {
      session = new SmppSession(await connected({ ...settings, ca: options.ca }, times.connectMs), options)
      const answer = await session.#request(COMMAND.bindTransceiver, bindBody({ ...settings, password }))
      if (answer?.status === 0) {
        session.#enquire()
        return { ok: true, session }
      }
      session.#end()
      return answer ? { ok: false, status: answer.status } : { ok: false, error: new Error('The operator has not answered') }
    } catch (error) {
      if (session) session.#end()
      return { ok: false, error }
    }
  }

  private constructor(socket: Socket, options: SessionOptions) {
    this.#socket = socket
    this.#options = options
    this.#times = options.times ?? SMPP_TIMES
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.#received(bytes))
    socket.on('error', () => this.#end())
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#end()
        resolve()
      })
    })
  }

  /** Hands over one SMS, unless it was given up while it waited for its turn. */
  async submit(submission: Submission, givenUp: AbortSignal): Promise<Submitted> {
    if (this.#waiting.size >= WINDOW) await new Promise<void>((resolve) => this.#turns.push(resolve))
    if (givenUp.aborted) this.#turns.shift()?.()
    if (!this.#isOpen || givenUp.aborted) return { outcome: 'not-sent' }
    const answer = await this.#request(COMMAND.submit, submitBody(submission))
    if (!answer) return { outcome: 'unanswered' }
    return answer.status === 0 ? { outcome: 'taken', id: responseId(answer.body) } : { outcome: 'refused', status: answer.status }
  }

  /** Says goodbye. Settles when the connection is no more. */
  async close(): Promise<void> {
    clearInterval(this.#enquiring)
    if (this.#isOpen) await this.#request(COMMAND.unbind)
    this.#end()
    await this.closed
  }

  /** @returns null when the connection ended first, or the answer has not come in time. */
  #request(command: number, body?: Buffer): Promise<Pdu | null> {
    if (!this.#isOpen) return Promise.resolve(null)
    this.#sequence = this.#sequence >= MAX_SEQUENCE ? 1 : this.#sequence + 1
    const sequence = this.#sequence
    return new Promise((resolve) => {
      const settle = (answer: Pdu | null) => {
        clearTimeout(timer)
        this.#waiting.delete(sequence)
        this.#turns.shift()?.()
        resolve(answer)
      }
      // Silence is the end of a connection: whatever comes later could be an answer to anything.
      const timer = setTimeout(() => this.#end(), this.#times.answerMs)
      this.#waiting.set(sequence, { settle, timer })
      this.#write({ command, sequence, ...(body ? { body } : {}) })
    })
  }

  #enquire(): void {
    const { heard } = this.#options
    this.#enquiring = setInterval(async () => {
      const mark = heard.mark()
      if (await this.#request(COMMAND.enquireLink)) heard.confirmed(mark)
    }, this.#times.enquireMs)
  }

  #received(bytes: Buffer): void {
    const { pdus, rest, isBroken } = takePdus(this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]))
    this.#rest = rest
    for (const pdu of pdus) this.#handle(pdu)
    if (isBroken) this.#end()
  }

  #handle(pdu: Pdu): void {
    if (pdu.command >= RESPONSE) {
      this.#waiting.get(pdu.sequence)?.settle(pdu)
      return
    }
    switch (pdu.command) {
      case COMMAND.deliver:
        this.#deliver(pdu).catch(() => this.#end())
        return
      case COMMAND.enquireLink:
        this.#answer(pdu)
        return
      case COMMAND.unbind:
        this.#answer(pdu)
        this.#end()
        return
      default:
        this.#write({ command: COMMAND.nack, status: UNKNOWN_COMMAND, sequence: pdu.sequence })
    }
  }

  async #deliver(pdu: Pdu): Promise<void> {
    this.#storing += 1
    if (this.#storing >= MAX_STORING) this.#socket.pause()
    const delivery = parseDelivery(pdu.body)
    let status = 0
    try {
      // What one cannot read comes no better the next time.
      if (delivery) await this.#options.onDelivery(delivery)
    } catch {
      status = SYSTEM_ERROR
    }
    this.#storing -= 1
    if (this.#storing < MAX_STORING) this.#socket.resume()
    this.#answer(pdu, { status, body: Buffer.of(0) })
  }

  #answer({ command, sequence }: Pdu, more: { status?: number; body?: Buffer } = {}): void {
    // Unsigned: the highest bit marks an answer.
    this.#write({ command: (command | RESPONSE) >>> 0, sequence, ...more })
  }

  #write(pdu: Parameters<typeof encodePdu>[0]): void {
    if (this.#isOpen) this.#socket.write(encodePdu(pdu))
  }

  #end(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    clearInterval(this.#enquiring)
    for (const { settle } of [...this.#waiting.values()]) settle(null)
    for (const turn of this.#turns.splice(0)) turn()
    this.#socket.end()
    // Whoever does not hang up as well is left.
    setTimeout(() => this.#socket.destroy(), 1000).unref()
  }
}

function connected(
  { host, port, security, ca }: SessionOptions['settings'] & { readonly ca: string | undefined },
  timeoutMs: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const isTls = security === 'tls'
    const socket = isTls
      ? connectTls({ host, port, ...(ca ? { ca } : {}), ...(isIP(host) ? {} : { servername: host }) })
      : connectPlain({ host, port })
    const timer = setTimeout(() => fail(Object.assign(new Error('The operator does not answer'), { code: 'ETIMEDOUT' })), timeoutMs)
    const fail = (error: unknown) => {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    socket.once('error', fail)
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer)
      socket.removeListener('error', fail)
      resolve(socket)
    })
  })
}
