import { useLocation, useNavigate } from '@solidjs/router'
import type { Id } from '#shared/domain/id'

export interface Opener {
  /** Address of a chat within the list as it is filtered now. */
  href(dialogId: Id, itemId?: Id | null): string
  open(dialogId: Id, itemId?: Id | null): void
  close(): void
}

/** Goes to a chat and back, keeping tab and filters. */
export function createOpener(): Opener {
  const navigate = useNavigate()
  const location = useLocation()
  const href = (dialogId: Id | '', itemId: Id | null = null) => {
    const params = new URLSearchParams(location.search)
    params.delete('item')
    if (itemId) params.set('item', itemId)
    const query = params.toString()
    return `/chats${dialogId && `/${dialogId}`}${query && `?${query}`}`
  }
  return {
    href,
    open: (dialogId, itemId) => navigate(href(dialogId, itemId), { scroll: false }),
    close: () => navigate(href(''), { scroll: false }),
  }
}
