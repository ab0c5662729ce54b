import { cards } from './ru/cards'
import { channels } from './ru/channels'
import { chat } from './ru/chat'
import { customer } from './ru/customer'
import { customers } from './ru/customers'
import { dialog } from './ru/dialog'
import { documents } from './ru/documents'
import { inbox } from './ru/inbox'
import { emoji, palette, products, quickReplies } from './ru/library'
import { meanwhile } from './ru/meanwhile'
import { orders } from './ru/orders'
import { settings } from './ru/settings'
import { auth, common, hotkeys, outbox, shell } from './ru/shell'

export const ru = {
  auth,
  channels,
  cards,
  chat,
  common,
  customer,
  customers,
  dialog,
  documents,
  emoji,
  hotkeys,
  inbox,
  meanwhile,
  orders,
  outbox,
  palette,
  products,
  quickReplies,
  settings,
  shell,
}

/** The Russian catalogue defines what there is to say: a key missing elsewhere does not compile. */
export type Catalogue = typeof ru
