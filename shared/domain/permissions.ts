/**
 * Who may see what. PERM1 A dialog is seen by rule: its channel and its assignee against the viewer's access. What
 * belongs to a dialog (items, notes, orders, files, presence) is seen with it; a contact, with any of its dialogs. PERM2 A
 * draft is its author's alone, and so is a personal template. PERM3 Owners and administrators see every dialog. PERM4 A
 * card is seen with its dialog, and by its manager; one without a dialog, by its manager and whoever sees every dialog.
 * PERM5 A customer is seen with any of their dialogs, in whatever channel, and by whoever sees every dialog.
 */
import type { Id } from './id'
import type { Access, Role } from './operator'
import type { Change } from './row'

/** Whose eyes a row is shown to. */
export interface Viewer {
  readonly operatorId: Id
  readonly role: Role
  readonly access?: Access | undefined
}

/** What of a row's visibility is its own; kept beside it in the store, so that a feed is filtered without reading it. */
export interface Scope {
  /** Only this operator may see it: a draft, preferences, a personal template. */
  readonly owner: Id | null
}

export const PUBLIC_SCOPE: Scope = { owner: null }

export function scopeOf(change: Change): Scope {
  switch (change.kind) {
    case 'draft':
      return { owner: change.row.operatorId }
    case 'preferences':
      return { owner: change.row.id }
    case 'template':
      return { owner: change.row.ownerId }
    default:
      return PUBLIC_SCOPE
  }
}

/** The scope alone; what the row's dialog says comes on top. */
export const canSee = (viewer: Viewer, scope: Scope): boolean => scope.owner === null || scope.owner === viewer.operatorId

export const canAdminister = (role: Role): boolean => role === 'owner' || role === 'admin'

/** No dialog is hidden from this viewer, now or after any assignment. */
export const seesAllDialogs = ({ role, access }: Viewer): boolean =>
  canAdminister(role) || access === undefined || (access.visibility === 'all' && access.channelIds === null)

export const seesChannel = (viewer: Viewer, channelId: Id): boolean =>
  seesAllDialogs(viewer) || !viewer.access?.channelIds || viewer.access.channelIds.includes(channelId)

/** What of a dialog decides who sees it. */
export interface DialogFacts {
  readonly channelId: Id
  readonly assigneeId: Id | null
}

export function seesDialog(viewer: Viewer, { channelId, assigneeId }: DialogFacts): boolean {
  if (seesAllDialogs(viewer)) return true
  if (!seesChannel(viewer, channelId)) return false
  switch (viewer.access?.visibility) {
    case 'own':
      return assigneeId === viewer.operatorId
    case 'own-and-unassigned':
      return assigneeId === viewer.operatorId || assigneeId === null
    default:
      return true
  }
}

/** What of a card decides who sees it. */
export interface CardFacts {
  readonly dialogId: Id | null
  readonly managerId: Id | null
}

/** @param dialog the card's; undefined: it has none, or it is not there. */
export const seesCard = (viewer: Viewer, { managerId }: CardFacts, dialog: DialogFacts | undefined): boolean =>
  seesAllDialogs(viewer) || managerId === viewer.operatorId || (dialog !== undefined && seesDialog(viewer, dialog))
