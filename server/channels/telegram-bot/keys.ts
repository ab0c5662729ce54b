/**
 * How Okno names what Telegram has. A customer of a business account is another conversation than the same person with the
 * bot; under which connection the account is linked changes, so it is no part of the name.
 */
interface Place {
  readonly chat: { readonly id: number }
  readonly business_connection_id?: string | undefined
}

const BUSINESS = 'b:'

export const peerKeyOf = ({ chat, business_connection_id }: Place): string =>
  `${business_connection_id === undefined ? '' : BUSINESS}${chat.id}`

export const messageKey = (message: Place & { readonly message_id: number }): string => `${peerKeyOf(message)}:${message.message_id}`

export interface Address {
  readonly chatId: string
  readonly isBusiness: boolean
}

/** @returns null for a name that is none of ours. */
export function addressOf(peerKey: string): Address | null {
  const [, business, chatId] = /^(b:)?(-?\d{1,20})$/.exec(peerKey) ?? []
  return chatId === undefined ? null : { chatId, isBusiness: business !== undefined }
}

/** Telegram's number of a message; null: not one of ours. */
export function messageIdOf(key: string): number | null {
  const [, digits] = /^(?:b:)?-?\d{1,20}:(\d{1,15})$/.exec(key) ?? []
  return digits === undefined ? null : Number(digits)
}

export const isPrivate = ({ type }: { readonly type: string }): boolean => type === 'private'
