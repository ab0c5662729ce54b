/** The few things that need the server at once: people, keys and sessions are not kept on the device. */
import * as v from 'valibot'
import type { Catalogue } from '../../i18n/ru'
import { request } from '../../request'

export type ApiFailure = keyof Catalogue['settings']['failed']
export type ApiResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: ApiFailure }

const REASONS: Readonly<Record<number, ApiFailure>> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  422: 'invalid',
  429: 'too-many',
}

const LIMIT_MS = 15_000

export interface ApiCall<S extends v.GenericSchema> {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: object
  /** What the answer must be. */
  answer: S
  limitMs?: number
}

export function callApi<S extends v.GenericSchema>(
  path: string,
  { method = 'GET', body, answer, limitMs = LIMIT_MS }: ApiCall<S>,
): Promise<ApiResult<v.InferOutput<S>>> {
  const json = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  return callApiWith(path, { method, ...json }, answer, limitMs)
}

/** The same with a body that is no JSON. */
export async function callApiWith<S extends v.GenericSchema>(
  path: string,
  init: RequestInit,
  answer: S,
  limitMs = LIMIT_MS,
): Promise<ApiResult<v.InferOutput<S>>> {
  try {
    const response = await request(path, { ...init, signal: AbortSignal.timeout(limitMs) })
    if (!response.ok) return { ok: false, reason: REASONS[response.status] ?? 'unavailable' }
    const parsed = v.safeParse(answer, response.status === 204 ? null : await response.json())
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, reason: 'unavailable' }
  } catch {
    return { ok: false, reason: 'offline' }
  }
}

export const Nothing = v.null()
