/** Methods of the emulated Bot API, with the refusals that the real one gives. */
import type { EmulatorState, Shown } from './emulator-state'

export interface Ask {
  readonly parameters: ReadonlyMap<string, unknown>
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>
}

export class Refusal extends Error {
  constructor(
    readonly code: number,
    words: string,
  ) {
    super(words)
  }
}

type Method = (state: EmulatorState, ask: Ask) => unknown

const METHODS: Readonly<Record<string, Method>> = {
  getMe: () => ({ id: 77, is_bot: true, first_name: 'Тепло', username: 'teplo_bot', can_join_groups: true }),
  getUpdates,
  setWebhook(state, { parameters }) {
    state.webhook = { url: String(parameters.get('url')), secret: String(parameters.get('secret_token') ?? '') }
    return true
  },
  deleteWebhook(state) {
    state.webhook = null
    return true
  },
  getWebhookInfo: (state) => ({ url: state.webhook?.url ?? '', has_custom_certificate: false, pending_update_count: 0 }),
  sendMessage: (state, ask) => put(state, ask, { method: 'sendMessage', field: null, words: 'text', max: 4096 }),
  sendPhoto: sendFile('photo'),
  sendVideo: sendFile('video'),
  sendAudio: sendFile('audio'),
  sendVoice: sendFile('voice'),
  sendAnimation: sendFile('animation'),
  sendDocument: sendFile('document'),
  sendMediaGroup,
  editMessageText: (state, ask) => edit(state, ask, 'text'),
  editMessageCaption: (state, ask) => edit(state, ask, 'caption'),
  deleteMessage(state, ask) {
    const found = shownIn(state, ask)
    if (!found || found.isDeleted) throw new Refusal(400, 'Bad Request: message to delete not found')
    found.isDeleted = true
    return true
  },
  setMessageReaction(state, ask) {
    const emojis = json(ask, 'reaction')
    if (!Array.isArray(emojis)) throw new Refusal(400, 'Bad Request: can’t parse reaction types')
    const [first] = emojis as { emoji?: string }[]
    if (first?.emoji === '💩💩') throw new Refusal(400, 'Bad Request: REACTION_INVALID')
    const found = shownIn(state, ask)
    if (found) found.reaction = first?.emoji ?? null
    else
      state.actions.push({
        method: `setMessageReaction ${first?.emoji ?? 'none'} ${number(ask, 'message_id')}`,
        chatId: chatOf(state, ask),
      })
    return true
  },
  sendChatAction(state, ask) {
    state.actions.push({ method: `sendChatAction ${String(ask.parameters.get('action'))}`, chatId: chatOf(state, ask) })
    return true
  },
  leaveChat(state, ask) {
    state.actions.push({ method: 'leaveChat', chatId: number(ask, 'chat_id') })
    return true
  },
  answerCallbackQuery: () => true,
  getFile(state, { parameters }) {
    const id = String(parameters.get('file_id'))
    const bytes = state.files.get(id)
    if (!bytes) throw new Refusal(400, 'Bad Request: invalid file_id')
    if (bytes.length > 20 * 1024 * 1024) throw new Refusal(400, 'Bad Request: file is too big')
    return { file_id: id, file_unique_id: id.slice(0, 8), file_size: bytes.length, file_path: `files/${id}` }
  },
}

export async function answerCall(state: EmulatorState, method: string, ask: Ask): Promise<unknown> {
  const known = METHODS[method]
  if (!known) throw new Refusal(404, 'Not Found')
  return known(state, ask)
}

async function getUpdates(state: EmulatorState, ask: Ask): Promise<unknown> {
  if (state.webhook)
    throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  const offset = Number(ask.parameters.get('offset') ?? 0)
  const limit = Number(ask.parameters.get('limit') ?? 100)
  if (offset > 0) state.confirm(offset)
  if (state.updates.length === 0) await state.changed(Number(ask.parameters.get('timeout') ?? 0) * 1000)
  return state.updates.slice(0, limit)
}

function sendFile(field: string): Method {
  const method = `send${field.charAt(0).toUpperCase()}${field.slice(1)}`
  return (state, ask) => put(state, ask, { method, field, words: 'caption', max: 1024 })
}

const ALBUMS: Readonly<Record<string, string>> = { photo: 'seen', video: 'seen', document: 'document', audio: 'audio' }

/** All of it or nothing. */
function sendMediaGroup(state: EmulatorState, ask: Ask): unknown {
  const media = json(ask, 'media') as { type: string; media: string; caption?: string }[]
  if (!Array.isArray(media) || media.length < 2 || media.length > 10)
    throw new Refusal(400, 'Bad Request: there must be 2-10 media in an album')
  const [kind] = media.map(({ type }) => ALBUMS[type])
  if (kind === undefined || media.some(({ type }) => ALBUMS[type] !== kind)) throw new Refusal(400, "Bad Request: media can't be mixed")
  const files = media.map(({ media: place }) => ask.files.get(place.replace('attach://', '')))
  return media.map(({ type, caption }, index) => {
    const file = files[index]
    if (!file) throw new Refusal(400, 'Bad Request: wrong file identifier/HTTP URL specified')
    const parameters = new Map(ask.parameters).set('caption', caption ?? '')
    return put(
      state,
      { parameters, files: new Map([[type, file]]) },
      { method: 'sendMediaGroup', field: type, words: 'caption', max: 1024 },
    )
  })
}

function put(state: EmulatorState, ask: Ask, of: { method: string; field: string | null; words: 'text' | 'caption'; max: number }): object {
  const chatId = chatOf(state, ask)
  const text = String(ask.parameters.get(of.words) ?? '')
  if (of.field === null && text.trim() === '') throw new Refusal(400, 'Bad Request: message text is empty')
  if ([...text].length > of.max) throw new Refusal(400, `Bad Request: message ${of.words === 'text' ? '' : 'caption '}is too long`)
  const file = of.field === null ? null : (ask.files.get(of.field) ?? null)
  if (of.field !== null && (!file || file.bytes.length === 0)) throw new Refusal(400, `Bad Request: there is no ${of.field} in the request`)
  const reply = json(ask, 'reply_parameters') as { message_id?: number } | undefined
  const shown: Shown = {
    message_id: state.nextMessageId(),
    chatId,
    method: of.method,
    text,
    file,
    replyTo: reply?.message_id ?? null,
    isDeleted: false,
    reaction: null,
  }
  state.shown.push(shown)
  return { message_id: shown.message_id, date: Math.floor(Date.now() / 1000), chat: state.chats.get(chatId), text }
}

function edit(state: EmulatorState, ask: Ask, words: 'text' | 'caption'): unknown {
  const found = shownIn(state, ask)
  if (!found || found.isDeleted) throw new Refusal(400, 'Bad Request: message to edit not found')
  if ((found.file === null) !== (words === 'text')) throw new Refusal(400, `Bad Request: there is no ${words} in the message to edit`)
  const text = String(ask.parameters.get(words) ?? '')
  if (text === found.text) throw new Refusal(400, 'Bad Request: message is not modified: specified new message content is the same')
  found.text = text
  return { message_id: found.message_id }
}

function chatOf(state: EmulatorState, ask: Ask): number {
  const id = number(ask, 'chat_id')
  if (!state.chats.has(id)) throw new Refusal(400, 'Bad Request: chat not found')
  if (state.blockedBy.has(id)) throw new Refusal(403, 'Forbidden: bot was blocked by the user')
  return id
}

const shownIn = (state: EmulatorState, ask: Ask): Shown | undefined =>
  state.shown.find(({ chatId, message_id }) => chatId === chatOf(state, ask) && message_id === number(ask, 'message_id'))

function number({ parameters }: Ask, name: string): number {
  const value = Number(parameters.get(name))
  if (!Number.isSafeInteger(value)) throw new Refusal(400, `Bad Request: ${name} is empty`)
  return value
}

function json({ parameters }: Ask, name: string): unknown {
  const value = parameters.get(name)
  return typeof value === 'string' ? JSON.parse(value) : value
}
