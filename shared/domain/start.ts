/** Who writes first: which channels allow it, whom one can write to there, and what the conversation is then called. */
import * as v from 'valibot'
import { stableId } from '../lib/stable-id'
import { CAPABILITIES, type ChannelKind } from './channel'
import { Email, Phone } from './contact'
import type { Id } from './id'
import { plainSubject } from './subject'

export const MAX_SUBJECT_CHARS = 200

/** How a channel names people to whom nothing has been written yet; `known`: it takes those alone who have written to it before. */
export type AddressForm = 'phone' | 'email' | 'handle' | 'known'

/** A name in a messenger, with or without its @. */
const Handle = v.pipe(v.string(), v.regex(/^@?[A-Za-z0-9_.-]{3,64}$/))

/** @returns how the channel knows the person, or null when what was typed is no address there. */
export function parseAddress(form: AddressForm, typed: string): string | null {
  const text = typed.trim()
  // A key of the channel's own, from a contact that there is.
  if (form === 'known') return text === '' ? null : text
  const phone = text.replace(/[\s()-]/g, '')
  if (form === 'email') {
    const email = v.safeParse(Email, text)
    return email.success ? email.output : null
  }
  if (v.is(Phone, phone)) return phone
  return form === 'handle' && v.is(Handle, text) ? (text.startsWith('@') ? text : `@${text}`) : null
}

/** Why an operator cannot begin in this channel. */
export type NoStart = 'customer-first' | 'templates-only'

export function startOf(kind: ChannelKind): { readonly form: AddressForm } | { readonly form: null; readonly why: NoStart } {
  const form = CAPABILITIES[kind].start
  return form ? { form } : { form: null, why: kind === 'whatsapp' ? 'templates-only' : 'customer-first' }
}

/** A subject begins a thread of its own with the same person; an answer to it has the same one. */
export function conversationKey(address: string, subject: string): string {
  const plain = plainSubject(subject)
  return plain === '' ? address : `${address}\n${plain.toLowerCase()}`
}

export const startedDialogId = (channelId: Id, key: string): Id => stableId('dialog', channelId, key)
export const startedContactId = (channelId: Id, address: string): Id => stableId('contact', channelId, address)
