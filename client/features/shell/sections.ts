import MessagesSquare from 'lucide-solid/icons/messages-square'
import ShoppingBag from 'lucide-solid/icons/shopping-bag'
import SquareKanban from 'lucide-solid/icons/square-kanban'
import UsersRound from 'lucide-solid/icons/users-round'
import { type Component, lazy } from 'solid-js'
import type { Data } from '../../data/contract'
import { t } from '../../i18n/i18n'

/** A part of Okno with a link of its own at the edge of the screen. */
export interface Section {
  /** Where the link leads. */
  readonly href: string
  /** Address of its pages, as the router writes it; begins with `href`. */
  readonly path: string
  /** Read when shown: the language may change. */
  name(): string
  readonly icon: Component<{ size?: number; 'stroke-width'?: number; 'aria-hidden'?: 'true' }>
  /** Loaded when it is first opened. */
  readonly page: Component & { preload(): Promise<unknown> }
  /** Things in it that wait for somebody. */
  count?(data: Data): number
}

/** In the order of the links; the first one is where Okno begins. */
export const SECTIONS: readonly Section[] = [
  {
    href: '/chats',
    path: '/chats/:id?',
    name: () => t().shell.chats,
    icon: MessagesSquare,
    page: lazy(() => import('../inbox/inbox')),
    count: (data) => data.waitingCount(),
  },
  {
    href: '/customers',
    path: '/customers/:id?',
    name: () => t().shell.customers,
    icon: UsersRound,
    page: lazy(() => import('../customers/customers')),
  },
  {
    href: '/pipelines',
    path: '/pipelines/:id?',
    name: () => t().cards.section,
    icon: SquareKanban,
    page: lazy(() => import('../cards/pipelines')),
  },
  {
    href: '/orders',
    path: '/orders/:id?/:view?',
    name: () => t().orders.title,
    icon: ShoppingBag,
    page: lazy(() => import('../orders/orders-page')),
  },
]
