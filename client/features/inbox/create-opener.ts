import { useLocation, useNavigate } from '@solidjs/router'
import type { Id } from '#shared/domain/id'

/** An item to go to, and what is to be marked in it. */
export interface ItemTarget {
  readonly itemId: Id | null
  /** Its place in the dialog, if it is known. */
  readonly dseq?: number | null
  readonly find?: string
}

export interface Opener {
  /** Address of a chat within the list as it is filtered now. */
  href(dialogId: Id, target?: ItemTarget): string
  open(dialogId: Id, target?: ItemTarget): void
  /** In the place of the page one is at, which is not to be come back to. */
  openInstead(dialogId: Id): void
  close(): void
}

/** Goes to a chat and back, keeping tab and filters. */
export function createOpener(): Opener {
  const navigate = useNavigate()
  const location = useLocation()
  const href = (dialogId: Id | '', { itemId, dseq, find }: ItemTarget = { itemId: null }) => {
    // What another section has in its address means nothing here.
    const params = new URLSearchParams(location.pathname.startsWith('/chats') ? location.search : '')
    for (const name of ['item', 'at', 'find']) params.delete(name)
    if (itemId) params.set('item', itemId)
    if (itemId && dseq) params.set('at', String(dseq))
    if (itemId && find) params.set('find', find)
    const query = params.toString()
    return `/chats${dialogId && `/${dialogId}`}${query && `?${query}`}`
  }
  return {
    href,
    open: (dialogId, target) => navigate(href(dialogId, target), { scroll: false }),
    openInstead: (dialogId) => navigate(href(dialogId), { scroll: false, replace: true }),
    close: () => navigate(href(''), { scroll: false }),
  }
}
