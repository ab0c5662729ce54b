/** What a document said before. Kept by the server alone, so it needs the network. */
import * as v from 'valibot'
import type { DocumentName } from '#shared/domain/document'
import { type DocumentHistory, DocumentVersions } from '#shared/domain/document-version'
import { request } from '../request'

const LIMIT_MS = 15_000

export async function readHistory(name: DocumentName): Promise<DocumentHistory> {
  try {
    const response = await request(`/api/documents/${encodeURIComponent(name)}/versions`, { signal: AbortSignal.timeout(LIMIT_MS) })
    const parsed = response.ok ? v.safeParse(DocumentVersions, await response.json()) : null
    return parsed?.success ? { ok: true, versions: parsed.output.versions } : { ok: false, reason: 'unavailable' }
  } catch {
    return { ok: false, reason: 'offline' }
  }
}
