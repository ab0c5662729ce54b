import * as v from 'valibot'
import { UploadPlace } from '#shared/domain/attachment'
import { request } from '../request'
import type { UploadAnswer, UploadPort } from './uploads'

/** A part that takes longer has met a connection that says nothing; another is tried. */
const TIMEOUT_MS = 60_000

/** Over HTTP, with the session's cookie. */
export const httpUploads: UploadPort = {
  where: (id, signal) => ask(`/api/uploads/${id}`, {}, signal),
  async append({ id, name, blob }, { from, to }, signal) {
    const body = blob.slice(from, to)
    // Storage has lost it: no network brings it back.
    if (!(await isReadable(body))) return { ok: false, reason: 'refused' }
    const headers = { 'upload-offset': `${from}`, 'upload-length': `${blob.size}`, 'x-file-name': encodeURIComponent(name) }
    return ask(`/api/uploads/${id}`, { method: 'PATCH', body, headers }, signal)
  },
}

const isReadable = (part: Blob): Promise<boolean> =>
  part
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )

async function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<UploadAnswer> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS)
  const giveUp = () => timeout.abort()
  signal.addEventListener('abort', giveUp)
  try {
    const response = await request(url, { ...init, signal: timeout.signal })
    // 409 with a place: the server stands elsewhere than we thought.
    const place = v.safeParse(UploadPlace, await response.json().catch(() => null))
    if (place.success) return { ok: true, place: place.output }
    return { ok: false, reason: isFinal(response.status) ? 'refused' : 'failed' }
  } catch {
    return { ok: false, reason: 'failed' }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}

/** Signed out, too busy, restarting: the file is as good as before. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
