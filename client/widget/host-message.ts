/** What the page's script and the frame tell each other. Parsed by hand: the script must stay small. */
const MARK = 'okno'

/** Frame → page. */
export type FromFrame = { readonly type: 'ready' } | { readonly type: 'unread'; readonly count: number } | { readonly type: 'close' }

/** Page → frame: the window is (not) before the visitor's eyes. */
export type ToFrame = { readonly type: 'shown' } | { readonly type: 'hidden' }

export const seal = (message: FromFrame | ToFrame): unknown => ({ [MARK]: message })

export function parseFromFrame(data: unknown): FromFrame | null {
  const { type, count } = unseal(data)
  if (type === 'ready' || type === 'close') return { type }
  return type === 'unread' && typeof count === 'number' && count >= 0 ? { type, count } : null
}

export function parseToFrame(data: unknown): ToFrame | null {
  const { type } = unseal(data)
  return type === 'shown' || type === 'hidden' ? { type } : null
}

function unseal(data: unknown): { readonly type?: unknown; readonly count?: unknown } {
  if (typeof data !== 'object' || data === null || !(MARK in data)) return {}
  const message = data[MARK]
  return typeof message === 'object' && message !== null ? message : {}
}
