import type { Id } from '#shared/domain/id'

/** Outside names of a channel, under which the store keeps our ids. */
export const peerDialogName = (channelId: Id, peerKey: string): string => `dialog:${channelId}:${peerKey}`
export const eventItemName = (channelId: Id, key: string): string => `event:${channelId}:${key}`
export const peerContactName = (channelId: Id, peerKey: string): string => `contact:${channelId}:${peerKey}`
/** Dialog of a message that has left under this key. */
export const sentDialogName = (channelId: Id, key: string): string => `sent:${channelId}:${key}`
/** Reports of a message whose key is not known yet wait under it. */
export const reportName = (channelId: Id, key: string): string => `report:${channelId}:${key}`
/** Dialog of a message that came from this person under this name. */
export const threadDialogName = (channelId: Id, peerKey: string, id: string): string => `thread:${channelId}:${peerKey}:${id}`
