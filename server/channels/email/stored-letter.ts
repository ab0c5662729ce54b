/** An e-mail as it is kept before anything is made of it. A large one is kept without its files: those stay in the mailbox. */
import type { MessageStructureObject } from 'imapflow'
import * as v from 'valibot'

/** A file that is fetched when it is wanted. */
const LeftFile = v.object({
  part: v.pipe(v.string(), v.regex(/^\d{1,4}(?:\.\d{1,4}){0,20}$/)),
  name: v.string(),
  /** Bytes, about: as it travels. */
  size: v.number(),
  cid: v.nullable(v.string()),
})
export type LeftFile = v.InferOutput<typeof LeftFile>

const StoredLetter = v.object({
  uidValidity: v.string(),
  uid: v.number(),
  /** Base64. */
  source: v.string(),
  /** Null: the source is all of it. */
  left: v.nullable(v.array(LeftFile)),
})
export type StoredLetter = v.InferOutput<typeof StoredLetter>

/** Bytes of an e-mail that are kept; as base64 they fit into what is kept of any raw event. */
export const MAX_KEPT_BYTES = 1_400_000
/** Files of one e-mail that are looked at. */
const MAX_FILES = 100
const MAX_DEPTH = 20

export const storedText = (letter: StoredLetter): string => JSON.stringify(letter)

export function parseStored(raw: string): StoredLetter | null {
  try {
    const parsed = v.safeParse(StoredLetter, JSON.parse(raw))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** What of an e-mail is a file and not its text, by what the server says of its structure. */
export function filesOf(structure: MessageStructureObject | undefined): readonly LeftFile[] {
  const found: LeftFile[] = []
  const walk = (node: MessageStructureObject, depth: number): void => {
    if (found.length >= MAX_FILES || depth > MAX_DEPTH) return
    if (node.childNodes?.length && !/^message\//i.test(node.type)) {
      for (const child of node.childNodes) walk(child, depth + 1)
    } else if (isFile(node)) found.push(leftFile(node))
  }
  if (structure) walk(structure, 0)
  return found
}

const isFile = ({ type, disposition }: MessageStructureObject): boolean =>
  disposition?.toLowerCase() === 'attachment' || !/^text\/(?:plain|html)$/i.test(type)

function leftFile({ part, type, size, id, parameters, dispositionParameters }: MessageStructureObject): LeftFile {
  const [family = 'file', kind = 'bin'] = type.toLowerCase().split('/')
  const name = dispositionParameters?.filename ?? parameters?.name ?? (family === 'message' ? 'message.eml' : `${family}.${kind}`)
  // The only part of an e-mail without parts has no number of its own.
  return { part: part ?? '1', name, size: size ?? 0, cid: id?.replace(/^<|>$/g, '') || null }
}

/** Stands for the e-mail itself among its parts. */
export const WHOLE = '0'

export const refOf = ({ uidValidity, uid }: Pick<StoredLetter, 'uidValidity' | 'uid'>, part: string): string =>
  `${uidValidity}:${uid}:${part}`

export function parseRef(ref: string): { readonly uidValidity: string; readonly uid: number; readonly part: string } | null {
  const [, uidValidity, uid, part] = /^(\d{1,20}):(\d{1,10}):([\d.]{1,120})$/.exec(ref) ?? []
  return uidValidity && uid && part ? { uidValidity, uid: Number(uid), part } : null
}
