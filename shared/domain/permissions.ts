import type { Id } from './id'
import type { Role } from './operator'
import type { Change } from './row'

/** Whose eyes a row is shown to. */
export interface Viewer {
  readonly operatorId: Id
  readonly role: Role
}

/** What decides who may see a row; kept beside it in the store, so that a feed is filtered without reading it. */
export interface Scope {
  /** Only this operator may see it: a draft. */
  readonly owner: Id | null
}

export const PUBLIC_SCOPE: Scope = { owner: null }

export function scopeOf(change: Change): Scope {
  return change.kind === 'draft' ? { owner: change.row.operatorId } : PUBLIC_SCOPE
}

export const canSee = (viewer: Viewer, scope: Scope): boolean => scope.owner === null || scope.owner === viewer.operatorId

export const canAdminister = (role: Role): boolean => role === 'owner' || role === 'admin'
