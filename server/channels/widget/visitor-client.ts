/** A visitor without a browser: speaks the real protocol over a real socket. For tests and for the sample workspace. */
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { type Id, newId } from '#shared/domain/id'
import {
  type FromVisitor,
  ToVisitor,
  WIDGET_SOCKET_PATH,
  WIDGET_VERSION,
  type WidgetFile,
  type WidgetLanguage,
} from '#shared/protocol/widget'

type Answer<T extends ToVisitor['t']> = Extract<ToVisitor, { t: T }>

const ANSWER_TIMEOUT_MS = 10_000

export interface VisitorClient {
  readonly welcome: Answer<'welcome'>
  /** Everything the server said, in order. */
  readonly frames: readonly ToVisitor[]
  /** Settles when the server has committed the message. @throws when it refuses it, or does not answer in time. */
  say(text: string, options?: { readonly id?: Id; readonly files?: WidgetFile[] }): Promise<Answer<'ack'>>
  send(frame: FromVisitor): void
  /** The first frame, come or coming, that fits. @throws when the socket ends or time runs out before. */
  until<T extends ToVisitor['t']>(type: T, fits?: (frame: Answer<T>) => boolean): Promise<Answer<T>>
  close(): void
}

export interface VisitorClientOptions {
  /** Of the server, as `http://localhost:8080`. */
  readonly origin: string
  readonly channelId: Id
  readonly token?: string | null
  readonly language?: WidgetLanguage
  readonly page?: string
  readonly unanswered?: Id[]
}

export async function connectVisitor(options: VisitorClientOptions): Promise<VisitorClient> {
  const { origin, channelId, token = null, language = 'ru', page = 'https://shop.example/', unanswered = [] } = options
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}${WIDGET_SOCKET_PATH}?channel=${encodeURIComponent(channelId)}`)
  const inbox = createInbox(socket)
  const send = (frame: FromVisitor) => socket.send(JSON.stringify(frame))
  socket.on('open', () => send({ t: 'hello', version: WIDGET_VERSION, token, language, page, unanswered }))
  const welcome = await inbox.until('welcome')
  return {
    welcome,
    frames: inbox.frames,
    send,
    until: inbox.until,
    async say(text, { id = newId(), files = [] } = {}) {
      const from = inbox.frames.length
      send({ t: 'send', id, text, files })
      const answer = await inbox.next(from, (frame) => (frame.t === 'ack' || frame.t === 'refused') && frame.id === id)
      if (answer.t !== 'ack') throw new Error(`The server refused the message: ${JSON.stringify(answer)}`)
      return answer
    },
    close: () => socket.close(),
  }
}

/** Keeps what comes, so that a frame which came before it was asked for is found. */
function createInbox(socket: WebSocket) {
  const frames: ToVisitor[] = []
  const waiting = new Set<() => void>()
  let ending: Error | null = null
  const wake = () => {
    for (const check of [...waiting]) check()
  }
  socket.on('message', (data) => {
    frames.push(v.parse(ToVisitor, JSON.parse(String(data))))
    wake()
  })
  const end = (error: Error) => {
    ending ??= error
    wake()
  }
  socket.on('error', end)
  socket.on('close', (code) => end(new Error(`The server ended the connection: ${code}`)))

  function next(from: number, fits: (frame: ToVisitor) => boolean): Promise<ToVisitor> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        waiting.delete(check)
        act()
      }
      const check = () => {
        const found = frames.slice(from).find(fits)
        if (found) settle(() => resolve(found))
        else if (ending) settle(() => reject(ending))
      }
      const timer = setTimeout(() => settle(() => reject(new Error('No answer in time'))), ANSWER_TIMEOUT_MS)
      waiting.add(check)
      check()
    })
  }

  async function until<T extends ToVisitor['t']>(type: T, fits: (frame: Answer<T>) => boolean = () => true): Promise<Answer<T>> {
    const isIt = (frame: ToVisitor): frame is Answer<T> => frame.t === type
    const frame = await next(0, (one) => isIt(one) && fits(one))
    if (!isIt(frame)) throw new Error('A frame of another type')
    return frame
  }

  return { frames, next, until }
}
