import * as v from 'valibot'
import { Id } from './id'

/** A text as somebody left it, as the server tells it to whoever looks into the past. */
export const DocumentVersion = v.object({
  n: v.number(),
  startedAt: v.number(),
  at: v.number(),
  /** Null: a program. */
  authors: v.array(v.nullable(Id)),
  text: v.string(),
})
export type DocumentVersion = v.InferOutput<typeof DocumentVersion>

/** Newest first. */
export const DocumentVersions = v.object({ versions: v.array(DocumentVersion) })

export type DocumentHistory =
  | { readonly ok: true; readonly versions: readonly DocumentVersion[] }
  | { readonly ok: false; readonly reason: 'offline' | 'unavailable' }
