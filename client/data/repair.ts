/**
 * I7 Copies of one lineage become equal within one handshake. What the server has and we lack comes with its answer, its
 * deletions always among it. What we have and the server lacks, though it was acknowledged once, is found here: equal state
 * vectors do not mean equal documents, for a deletion leaves no trace in them.
 */
import * as Y from 'yjs'
import { type DocumentName, MAX_UPDATE_BYTES } from '#shared/domain/document'
import type { Store } from './view'
import type { Handshake } from './virtual-socket'

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']

/** @returns what the server is to be sent, null when it lacks nothing but what is on its way. */
export async function repairOf(
  { vault }: Pick<Store, 'vault'>,
  { name, doc, handshake }: { name: DocumentName; doc: Y.Doc; handshake: Pick<Handshake, 'stateVector' | 'missing'> },
): Promise<Uint8Array | null> {
  // Ours that wait will reach the server by themselves; the next handshake looks again. Refused ones are the operator's.
  if ((await vault.updates.where('doc').equals(name).count()) > 0) return null
  const surplus = Y.encodeStateAsUpdate(doc, handshake.stateVector)
  const { structs, ds } = Y.decodeUpdate(surplus)
  const isLacking = structs.length > 0 || !covers(Y.decodeUpdate(handshake.missing).ds, ds)
  return isLacking && surplus.length <= MAX_UPDATE_BYTES ? surplus : null
}

/** Whether everything deleted in the one is deleted in the other. */
function covers(all: Deletions, some: Deletions): boolean {
  for (const [client, ranges] of some.clients) {
    const within = [...(all.clients.get(client) ?? [])].sort((a, b) => a.clock - b.clock)
    for (const { clock, len } of ranges) {
      let at = clock
      for (const range of within) if (range.clock <= at && at < range.clock + range.len) at = range.clock + range.len
      if (at < clock + len) return false
    }
  }
  return true
}
