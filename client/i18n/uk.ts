import type { Catalogue } from './ru'
import { cards } from './uk/cards'
import { channels } from './uk/channels'
import { chat } from './uk/chat'
import { customer } from './uk/customer'
import { customers } from './uk/customers'
import { dialog } from './uk/dialog'
import { documents } from './uk/documents'
import { inbox } from './uk/inbox'
import { emoji, palette, products, quickReplies } from './uk/library'
import { meanwhile } from './uk/meanwhile'
import { orders } from './uk/orders'
import { settings } from './uk/settings'
import { auth, common, hotkeys, outbox, shell } from './uk/shell'

export const uk = {
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
