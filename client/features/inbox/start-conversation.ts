import { type StartArgs, startIds } from '#shared/commands/start'
import type { Attachment } from '#shared/domain/attachment'
import type { Channel } from '#shared/domain/channel'
import { type Id, newId } from '#shared/domain/id'
import { type AddressForm, parseAddress, startOf } from '#shared/domain/start'
import type { Data } from '../../data/contract'
import { tellFailure } from '../act'
import type { PhoneBook } from '../customer/phone'
import type { Addressee } from './write-first'

/** Where the person can be reached in this channel, by what their card says. */
export function addressesOf({ contact, customer }: Pick<Addressee, 'contact' | 'customer'>, channel: Channel): readonly string[] {
  const { channelId, peerKey } = contact
  const { form } = startOf(channel.kind)
  if (form === 'email') return [...new Set([...(customer?.emails ?? []), ...contact.emails])]
  if (form === 'known') return channelId === channel.id ? [peerKey] : []
  const own = form !== null && channelId === channel.id && parseAddress(form, peerKey) === peerKey ? [peerKey] : []
  return form === null ? [] : [...new Set([...own, ...(customer?.phones ?? []), ...contact.phones])]
}

/** What was typed, as the channel needs it: a phone may be written as people here write it. */
export function readAddress(
  form: AddressForm,
  typed: string,
  { book, country }: { book: PhoneBook | undefined; country: string },
): string | null {
  const phone = form === 'email' || form === 'known' ? null : (book?.parse(typed, country) ?? null)
  return phone ?? parseAddress(form, typed)
}

interface Beginning {
  readonly channel: Channel
  readonly address: string
  readonly person: Addressee | null
  readonly subject: string
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** The card that it is begun from. */
  readonly cardId?: Id | undefined
}

/** Whether one may begin there at all, with this person or whoever. */
export function canStart(channel: Channel, person: Addressee | null): boolean {
  const { form } = startOf(channel.kind)
  return form === 'known' ? person !== null && addressesOf(person, channel).length > 0 : form !== null
}

/** @returns a way to begin; that answers with the dialog, or null when the device could not store it. */
export function createStarter(data: Data): (beginning: Beginning) => Promise<Id | null> {
  /** Of whom the person's own contact is, that is what there is; others are looked for by their address. */
  async function knownAs({ channel, address, person, subject }: Pick<Beginning, 'channel' | 'address' | 'person' | 'subject'>) {
    if (startOf(channel.kind).form === 'known' && person) return { dialogId: person.dialogId, contactId: person.contact.id }
    return subject === '' ? data.findConversation(channel.id, address) : null
  }

  return async ({ channel, address, person, subject, text, attachments, cardId }) => {
    const known = await knownAs({ channel, address, person, subject })
    const args: StartArgs = {
      channelId: channel.id,
      address,
      name: (person?.customer?.name ?? person?.contact.name) || null,
      subject,
      itemId: newId(),
      text,
      attachments: [...attachments],
      ...(known ? { known } : {}),
      ...(cardId === undefined ? {} : { cardId }),
    }
    const isEmailNew = startOf(channel.kind).form === 'email' && person !== null && !addressesOf(person, channel).includes(address)
    const work = data.act('dialog.start', args).then(async () => {
      if (!isEmailNew || !person) return
      const { contact, customer, dialogId } = person
      if (customer) await data.act('customer.add', { customerId: customer.id, list: 'emails', value: address })
      else await data.act('contact.addEmail', { dialogId, contactId: contact.id, email: address })
    })
    return (await tellFailure(work)) ? startIds(args).dialogId : null
  }
}
