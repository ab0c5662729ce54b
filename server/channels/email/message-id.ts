/** Names of e-mails. Ours are made of the message's own id, so that a repeat has the same one and can be known as such. */
import type { Id } from '#shared/domain/id'

const OWN = /^<okno\.([A-Za-z0-9_-]{1,64})@[^<>\s]+>$/
const TOKEN = /<[^<>\s]{3,250}>/g
/** Newest ids of a References header that are looked at and sent on: some programs let it grow for ever. */
export const MAX_REFERENCES = 20

/** @param address of the shop: names of e-mails end with the sender's domain. */
export const ownMessageId = (itemId: Id, address: string): string => `<${ownName(itemId)}@${domainOf(address)}>`

/** Goes with an e-mail of ours on its envelope, so that reports about it name it. */
export const ownName = (itemId: Id): string => `okno.${itemId}`

export const isOwn = (messageId: string): boolean => OWN.test(messageId)

/** Ids in a Message-ID, In-Reply-To or References header, in its order; what is no id is passed over. */
export const messageIds = (header: string): readonly string[] => header.match(TOKEN)?.slice(-MAX_REFERENCES) ?? []

/** Ids that an e-mail answers, the nearest first, each once. */
export const answered = (inReplyTo: readonly string[], references: readonly string[]): readonly string[] => [
  ...new Set([...inReplyTo, ...references.toReversed()]),
]

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
