/** Who may see a channel, as their access says it. Pure. */
import type { Id } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'

type Wanted = Pick<NonNullable<Operator['access']>, 'visibility' | 'channelIds'>

/**
 * The access of an operator who is to see one channel, or no longer. Whoever is shown every one of them is shown those to come
 * as well.
 */
export function accessWith(
  { access }: Pick<Operator, 'access'>,
  { channelId, isShown, all }: { channelId: Id; isShown: boolean; all: readonly Id[] },
): Wanted {
  const held = access?.channelIds ?? all
  const shown = all.filter((id) => (id === channelId ? isShown : held.includes(id)))
  return { visibility: access?.visibility ?? 'all', channelIds: shown.length === all.length ? null : shown }
}
