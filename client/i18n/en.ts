import { cards } from './en/cards'
import { channels } from './en/channels'
import { chat } from './en/chat'
import { customer } from './en/customer'
import { customers } from './en/customers'
import { dialog } from './en/dialog'
import { documents } from './en/documents'
import { inbox } from './en/inbox'
import { emoji, palette, products, quickReplies } from './en/library'
import { meanwhile } from './en/meanwhile'
import { orders } from './en/orders'
import { settings } from './en/settings'
import { auth, common, hotkeys, outbox, shell } from './en/shell'
import type { Catalogue } from './ru'

export const en = {
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
} satisfies Catalogue
