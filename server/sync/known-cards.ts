/** Which cards there are, and of which dialogs: so that whoever comes to see a dialog is told of its cards. */
import type { Card } from '#shared/domain/card'
import type { Id } from '#shared/domain/id'
import type { Ref } from '#shared/domain/row'
import type { Store, StoredRow } from '../store/port'

/** Cards read at once when the server starts. */
const PAGE_CARDS = 2000

export interface KnownCards {
  /** Takes over committed rows, in order. */
  update(rows: readonly StoredRow[]): void
  ofDialog(dialogId: Id): readonly Ref[]
  /** Those after an id, up to another one; null: to the end. */
  between(after: Id, upTo: Id | null): readonly Ref[]
}

export async function createKnownCards(store: Pick<Store, 'page'>): Promise<KnownCards> {
  const dialogOf = new Map<Id, Id | null>()
  const ofDialog = new Map<Id, Set<Id>>()

  function leave(id: Id): void {
    const dialogId = dialogOf.get(id)
    dialogOf.delete(id)
    if (dialogId) ofDialog.get(dialogId)?.delete(id)
  }

  function update(rows: readonly StoredRow[]): void {
    for (const { kind, id, row } of rows) {
      if (kind !== 'card') continue
      leave(id)
      if (row === null) continue
      // The store returns what was written under the kind.
      const { dialogId } = row as Card
      dialogOf.set(id, dialogId)
      if (dialogId === null) continue
      const known = ofDialog.get(dialogId)
      if (known) known.add(id)
      else ofDialog.set(dialogId, new Set([id]))
    }
  }

  for (let after = ''; ; ) {
    const page = await store.page('card', { after, limit: PAGE_CARDS })
    update(page)
    const last = page.at(-1)
    if (!last || page.length < PAGE_CARDS) break
    after = last.id
  }

  return {
    update,
    ofDialog: (dialogId) => [...(ofDialog.get(dialogId) ?? [])].map((id) => ({ kind: 'card', id })),
    between: (after, upTo) =>
      [...dialogOf.keys()].filter((id) => id > after && (upTo === null || id <= upTo)).map((id) => ({ kind: 'card', id })),
  }
}
