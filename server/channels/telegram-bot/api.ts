/** Calls of the Bot API. What is asked and answered is never logged: addresses of calls hold the token. */
import { openAsBlob } from 'node:fs'
import * as v from 'valibot'
import { isBeforeSending } from '../before-sending'
import type { Fetched, OutgoingFile } from '../connector'

/** How a call has ended, as far as is known. */
export type Answer =
  | { readonly is: 'done'; readonly result: unknown }
  /** Telegram has said no, in its own words. */
  | {
      readonly is: 'refused'
      readonly code: number
      readonly words: string
      readonly retryAfterMs: number | null
      readonly movedTo: string | null
    }
  /** Nothing has come to Telegram. */
  | { readonly is: 'not-sent' }
  /** It may have come to Telegram: the line broke afterwards, or something between us answered. */
  | { readonly is: 'lost' }

export interface BotApi {
  call(method: string, parameters: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<Answer>
  /** Bytes of a file that a customer has sent. */
  download(fileId: string, options: { readonly limit: number; readonly signal: AbortSignal }): Promise<Fetched>
}

interface NamedFile {
  readonly name: string
  readonly file: OutgoingFile
}

export interface CallOptions {
  /** Under the names of the parameters that they are. */
  readonly files?: readonly NamedFile[]
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const TIMEOUT_MS = 20_000
/** Slower than this is a line that does not work. */
const UPLOAD_BYTES_PER_MS = 50

/** The file is not on this machine any more: nothing was asked of Telegram. */
const GONE: Answer = { is: 'refused', code: 400, words: 'file is gone', retryAfterMs: null, movedTo: null }

const Reply = v.variant('ok', [
  v.looseObject({ ok: v.literal(true), result: v.unknown() }),
  v.looseObject({
    ok: v.literal(false),
    error_code: v.number(),
    description: v.optional(v.string(), ''),
    parameters: v.optional(
      v.looseObject({ retry_after: v.optional(v.number()), migrate_to_chat_id: v.optional(v.union([v.number(), v.string()])) }),
      {},
    ),
  }),
])
const FilePlace = v.looseObject({ file_path: v.optional(v.string()), file_size: v.optional(v.number()) })

export function botApi({ server, token }: { readonly server: string; readonly token: string }): BotApi {
  async function call(method: string, parameters: Readonly<Record<string, unknown>>, options: CallOptions = {}): Promise<Answer> {
    const { files = [], signal } = options
    const { timeoutMs = TIMEOUT_MS + files.reduce((sum, { file }) => sum + file.size, 0) / UPLOAD_BYTES_PER_MS } = options
    const form = files.length > 0 ? await formOf(parameters, files).catch(() => null) : null
    if (files.length > 0 && !form) return GONE
    const timeout = AbortSignal.timeout(Math.ceil(timeoutMs))
    let response: Response
    try {
      response = await fetch(`${server}/bot${token}/${method}`, {
        method: 'POST',
        ...(form ? { body: form } : { body: JSON.stringify(parameters), headers: { 'content-type': 'application/json' } }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        redirect: 'error',
      })
    } catch (error) {
      return { is: isBeforeSending(error) ? 'not-sent' : 'lost' }
    }
    return readReply(response)
  }

  return {
    call,
    async download(fileId, { limit, signal }) {
      const answer = await call('getFile', { file_id: fileId }, { signal })
      if (answer.is !== 'done') return { ok: false, why: whyNoFile(answer) }
      const place = v.safeParse(FilePlace, answer.result)
      if (!place.success || place.output.file_path === undefined) return { ok: false, why: 'gone' }
      if ((place.output.file_size ?? 0) > limit) return { ok: false, why: 'too-large' }
      const response = await fetch(`${server}/file/bot${token}/${place.output.file_path}`, { signal, redirect: 'error' })
      if (!response.ok) return { ok: false, why: response.status === 404 ? 'gone' : 'later' }
      return bodyOf(response, limit)
    },
  }
}

async function readReply(response: Response): Promise<Answer> {
  const reply = v.safeParse(Reply, await response.json().catch(() => null))
  if (!reply.success) return { is: 'lost' }
  if (reply.output.ok) return { is: 'done', result: reply.output.result }
  const { error_code: code, description: words, parameters } = reply.output
  return {
    is: 'refused',
    code,
    words,
    retryAfterMs: parameters.retry_after === undefined ? null : parameters.retry_after * 1000,
    movedTo: parameters.migrate_to_chat_id === undefined ? null : String(parameters.migrate_to_chat_id),
  }
}

/** https://core.telegram.org/bots/api#getfile: bots may download files of 20 MB. */
const whyNoFile = (answer: Answer): 'gone' | 'too-large' | 'later' => {
  if (answer.is !== 'refused' || answer.code >= 500 || answer.code === 429 || answer.code === 401) return 'later'
  if (answer.words.includes('too big')) return 'too-large'
  return answer.words.includes('temporarily') ? 'later' : 'gone'
}

async function bodyOf(response: Response, limit: number): Promise<Fetched> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) return { ok: false, why: 'too-large' }
    chunks.push(chunk)
  }
  return { ok: true, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

/** In a form everything but the files is text; what is not a string is JSON. */
async function formOf(parameters: Readonly<Record<string, unknown>>, files: readonly NamedFile[]): Promise<FormData> {
  const form = new FormData()
  for (const [key, value] of Object.entries(parameters)) form.set(key, typeof value === 'string' ? value : JSON.stringify(value))
  // Read from the disk as they are sent.
  for (const { name, file } of files) form.set(name, await openAsBlob(file.path, { type: file.mime }), file.name)
  return form
}
