/** What the shop's own page remembers of the button. Nothing of the conversation: the page's other scripts can read it. */
export interface Memory {
  /** Open when the visitor left the last page of this visit. */
  wasOpen(): boolean
  /** Has ever opened the chat, so there may be an answer waiting. */
  hasTalked(): boolean
  remember(isOpen: boolean): void
}

export function openMemory(channelId: string): Memory {
  const key = `okno.${channelId}.open`
  return {
    wasOpen: () => attempt(() => sessionStorage.getItem(key)) === '1',
    hasTalked: () => attempt(() => localStorage.getItem(key)) === '1',
    remember(isOpen) {
      attempt(() => sessionStorage.setItem(key, isOpen ? '1' : '0'))
      if (isOpen) attempt(() => localStorage.setItem(key, '1'))
    },
  }
}

/** Storage throws where it is blocked or full. */
function attempt<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null
  }
}
