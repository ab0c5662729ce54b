/**
 * Every keyboard shortcut. Matched by physical key, so that Alt+S works on a Cyrillic layout, and never with AltGr,
 * with which people type letters. On a Mac the Option key types letters too, so shortcuts take Control with it.
 */
import { onCleanup } from 'solid-js'

export const HOTKEYS = {
  previousDialog: { code: 'ArrowUp', with: 'alt' },
  nextDialog: { code: 'ArrowDown', with: 'alt' },
  search: { code: 'KeyK', with: 'ctrl' },
  toggleClosed: { code: 'KeyC', with: 'alt' },
  toggleSpam: { code: 'KeyS', with: 'alt' },
  assign: { code: 'KeyA', with: 'alt' },
  note: { code: 'KeyN', with: 'alt' },
  message: { code: 'KeyM', with: 'alt' },
  toggleList: { code: 'KeyL', with: 'alt' },
  quickReplies: { code: 'KeyQ', with: 'alt' },
  products: { code: 'KeyP', with: 'alt' },
  help: { code: 'Slash', with: 'shift' },
} as const satisfies Record<string, Combination>

export type HotkeyId = keyof typeof HOTKEYS

interface Combination {
  readonly code: string
  readonly with: 'alt' | 'ctrl' | 'shift'
}

export interface KeyPress {
  readonly code: string
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly isAltGraph: boolean
  /** The focus is where text is written. */
  readonly isWriting: boolean
}

export function matchHotkey(press: KeyPress, isMac: boolean): HotkeyId | null {
  if (press.isAltGraph) return null
  // «?» sits on different keys of different layouts, so here the character counts; never while writing.
  if (press.key === '?' && !press.isWriting && !press.ctrlKey && !press.altKey && !press.metaKey) return 'help'
  for (const [id, combination] of Object.entries(HOTKEYS) as [HotkeyId, Combination][]) {
    if (press.code === combination.code && hasModifiers(press, combination.with, isMac)) return id
  }
  return null
}

function hasModifiers(press: KeyPress, wanted: Combination['with'], isMac: boolean): boolean {
  if (press.shiftKey) return false
  switch (wanted) {
    case 'alt':
      return press.altKey && press.ctrlKey === isMac && !press.metaKey
    case 'ctrl':
      return !press.altKey && (isMac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey)
    case 'shift':
      return false
  }
}

/** As written on the keyboard in front of the operator. */
export function hotkeyLabel(id: HotkeyId, isMac: boolean): string {
  const { code, with: modifier } = HOTKEYS[id]
  if (modifier === 'shift') return '?'
  const key = { ArrowUp: '↑', ArrowDown: '↓' }[code as string] ?? code.replace('Key', '')
  if (modifier === 'ctrl') return isMac ? `⌘ ${key}` : `Ctrl + ${key}`
  return isMac ? `⌃ ⌥ ${key}` : `Alt + ${key}`
}

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

/** Newest last: what is opened over something else answers first. */
const handlers = new Map<HotkeyId, (() => void)[]>()

/** Answers a shortcut while the owner lives. */
export function useHotkey(id: HotkeyId, run: () => void): void {
  handlers.set(id, [...(handlers.get(id) ?? []), run])
  onCleanup(() =>
    handlers.set(
      id,
      (handlers.get(id) ?? []).filter((other) => other !== run),
    ),
  )
}

/** Listens to the keyboard. @returns stop */
export function startHotkeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || (event.repeat && event.code.startsWith('Key'))) return
    const id = matchHotkey(pressOf(event), isMac())
    const run = id && handlers.get(id)?.at(-1)
    if (!run) return
    event.preventDefault()
    run()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { code, key, altKey, ctrlKey, metaKey, shiftKey } = event
  const isWriting = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')
  return { code, key, altKey, ctrlKey, metaKey, shiftKey, isAltGraph: event.getModifierState('AltGraph'), isWriting }
}
