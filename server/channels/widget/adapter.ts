/** The website chat as a channel: what app.ts plugs into the server. */
import { randomBytes } from 'node:crypto'
import type { Channel } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import { MAX_WIDGET_FRAME_BYTES, WIDGET_CLOSE, WIDGET_SOCKET_PATH, type WidgetMessage } from '#shared/protocol/widget'
import type { HttpRequest, SocketRoute } from '../../http/port'
import type { ChannelAdapter } from '../port'
import { createHistory } from './history'
import { makeRateLimit } from './rate-limit'
import { Registry } from './registry'
import type { WidgetOptions, WidgetServices } from './services'
import { VisitorSession } from './session'
import { readVisitor, type Visitor } from './token'
import { firstName } from './visitor-name'

/** A person types a message in seconds; twenty in ten is a paste, beyond it a machine. */
const MESSAGES_PER_VISITOR = 20
/** An office or a mobile network behind one address. */
const MESSAGES_PER_IP = 200
/** Confirmations, typing and pages included: far above what a window of ours sends. */
const FRAMES_PER_WINDOW = 400
const LIMIT_WINDOW_MS = 10_000
const CONNECTIONS_PER_IP = 100

interface Arrival {
  /** Undefined is answered after the upgrade: a browser cannot read why an upgrade was refused, but reads a close code. */
  readonly channel: Channel | undefined
  readonly ip: string
}

export interface WidgetChannel {
  readonly adapter: ChannelAdapter
  readonly socketRoute: SocketRoute<Arrival>
  /** Who uploads or downloads a file; null when the token is missing or not ours. */
  authorizeVisitor(request: Pick<HttpRequest, 'header'>): Promise<(Visitor & { readonly dialogId: Id | null }) | null>
  /** Ends every window; visitors come back when the server does. */
  close(): void
}

export async function createWidgetChannel(options: WidgetOptions): Promise<WidgetChannel> {
  const services = await startServices(options)
  const { registry, secret } = services
  return {
    adapter: {
      kind: 'widget',
      // An absent visitor finds the message in the history, so handing it over is all there is to sending.
      async send({ channelId, peerKey, authorName, id, text, attachments, at, replyTo }) {
        const author = firstName(authorName) || null
        const message: WidgetMessage = {
          id,
          from: 'operator',
          author,
          text,
          attachments: [...attachments],
          at,
          state: 'sent',
          ...(replyTo ? { replyTo } : {}),
        }
        registry.push({ channelId, visitorId: peerKey }, { t: 'message', message })
        return { outcome: 'sent' }
      },
      async amend({ channelId, peerKey, authorName, direction, isDeleted, isEdited, reactions, id, text, attachments, at, replyTo }) {
        const author = direction === 'out' ? firstName(authorName) || null : null
        const message: WidgetMessage = {
          id,
          from: direction === 'out' ? 'operator' : 'visitor',
          author,
          text,
          attachments: [...attachments],
          at,
          state: direction === 'out' ? 'sent' : 'delivered',
          ...(replyTo ? { replyTo } : {}),
          ...(isEdited ? { isEdited: true } : {}),
          ...(reactions.length > 0 ? { reactions: [...reactions] } : {}),
        }
        registry.push({ channelId, visitorId: peerKey }, isDeleted ? { t: 'gone', id } : { t: 'changed', message })
        return { outcome: 'sent' }
      },
      operatorTyping({ channelId, peerKey, authorName, on }) {
        registry.push({ channelId, visitorId: peerKey }, { t: 'typing', on, author: firstName(authorName) })
      },
    },
    socketRoute: socketRoute(options, services),
    async authorizeVisitor(request) {
      const [, token] = request.header('authorization')?.match(/^Bearer (\S{1,500})$/) ?? []
      const visitor = token === undefined ? null : readVisitor(token, secret)
      if (!visitor || !isWidget(options.channel(visitor.channelId))) return null
      return { ...visitor, dialogId: await services.dialogOf(visitor) }
    },
    close: () => registry.endAll(WIDGET_CLOSE.DRAINING, 'The server is restarting'),
  }
}

async function startServices(options: WidgetOptions): Promise<WidgetServices> {
  const limit = (max: number) => makeRateLimit({ max, perMs: LIMIT_WINDOW_MS, clock: options.elapsed })
  return {
    store: options.store,
    accept: options.accept,
    history: createHistory(options.store, options.authorName),
    registry: new Registry(),
    secret: await options.store.accounts.secret('widget', () => randomBytes(32).toString('base64url')),
    limits: { visitorMessages: limit(MESSAGES_PER_VISITOR), ipMessages: limit(MESSAGES_PER_IP), frames: limit(FRAMES_PER_WINDOW) },
    dialogOf: ({ channelId, visitorId }) => options.dialogOf(channelId, visitorId),
    acceptedItems: options.acceptedItems,
    onVisitorTyping: options.onVisitorTyping,
    log: options.log,
  }
}

function socketRoute({ channel }: WidgetOptions, services: WidgetServices): SocketRoute<Arrival> {
  const connections = new Map<string, number>()
  return {
    path: WIDGET_SOCKET_PATH,
    maxFrameBytes: MAX_WIDGET_FRAME_BYTES,
    upgrade({ ip, query }) {
      if ((connections.get(ip) ?? 0) >= CONNECTIONS_PER_IP) return { ok: false, status: 429, reason: 'Too many connections' }
      const found = channel(query.get('channel') ?? '')
      return { ok: true, context: { ip, channel: isWidget(found) ? found : undefined } }
    },
    open(connection, { ip, channel: found }) {
      if (!found) {
        connection.close(WIDGET_CLOSE.UNKNOWN_CHANNEL, 'No such channel')
        return { message() {}, closed() {} }
      }
      connections.set(ip, (connections.get(ip) ?? 0) + 1)
      const session = new VisitorSession({ connection, channel: found, ip, services })
      return {
        message: (bytes, isBinary) => session.message(bytes, isBinary),
        closed() {
          const left = (connections.get(ip) ?? 1) - 1
          if (left > 0) connections.set(ip, left)
          else connections.delete(ip)
          session.closed()
        },
      }
    },
  }
}

const isWidget = (channel: Channel | undefined): channel is Channel => channel?.kind === 'widget'
