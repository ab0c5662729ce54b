import * as v from 'valibot'
import { randomBytes } from '../lib/platform'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'

/** 21 characters of 6 bits: 126 random bits, as unguessable and unique as a UUID, and shorter. */
const ID_LENGTH = 21

/** An identifier made by either side. Never parsed for meaning. */
export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,160}$/))
export type Id = v.InferOutput<typeof Id>

/**
 * An id that others are made from: without the dot that separates in those (`<command>.closed`, `<operator>.<dialog>`),
 * so that none can be taken for another, and short enough for them to be ids too.
 */
export const PlainId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))

export function newId(): Id {
  let id = ''
  for (const byte of randomBytes(ID_LENGTH)) id += ALPHABET[byte & 63]
  return id
}
