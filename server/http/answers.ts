import * as v from 'valibot'
import type { HttpRequest, HttpResponse } from './port'

/** Bodies of the JSON API are small; the largest is a set-up form. */
const MAX_JSON_BYTES = 64 * 1024

export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'wrong-credentials'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'bad-link'
  | 'weak'
  | 'internal'

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }, body: JSON.stringify(body) }
}

export const noContent = (headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status: 204,
  headers: { 'cache-control': 'no-store', ...headers },
})

/** @param message for whoever reads the answer by hand; programs go by `kind`. */
export const fail = (status: number, kind: ErrorKind, message: string): HttpResponse => json({ error: { kind, message } }, status)

/** The body by its schema, or the answer that says what is wrong with it. */
export async function readJson<S extends v.GenericSchema>(
  request: HttpRequest,
  schema: S,
): Promise<{ ok: true; value: v.InferOutput<S> } | { ok: false; answer: HttpResponse }> {
  const bytes = await request.body(MAX_JSON_BYTES)
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { ok: false, answer: fail(400, 'invalid', 'The body is not JSON') }
  }
  const result = v.safeParse(schema, parsed)
  if (result.success) return { ok: true, value: result.output }
  const path = result.issues[0].path?.map((item) => String(item.key)).join('.')
  return {
    ok: false,
    answer: fail(400, 'invalid', path ? `The field ${path} is not valid` : 'The body is not an object of the expected kind'),
  }
}
