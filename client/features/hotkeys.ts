/**
 * Everything that has a key: one registry for the keyboard, the list behind «i», the settings and the command palette.
 * Matched by physical key, so that Alt+S works on a Cyrillic layout, and never with AltGr, with which people type
 * letters. On a Mac the Option key types letters too, so shortcuts take Control with it.
 */
import { createEffect, createSignal, onCleanup } from 'solid-js'
import type { Combination, Modifier } from '#shared/domain/preferences'
import { ownKeys } from './own-keys'

export const SCOPES = ['app', 'list', 'chat', 'composer'] as const
export type Scope = (typeof SCOPES)[number]

interface Hotkey {
  readonly scope: Scope
  readonly keys: Combination
}

const key = (scope: Scope, code: string, modifier: Modifier): Hotkey => ({ scope, keys: { code, with: modifier } })

export const HOTKEYS = {
  palette: key('app', 'KeyK', 'ctrl'),
  help: key('app', 'Slash', 'ctrl'),
  undo: key('app', 'KeyX', 'alt'),
  outbox: key('app', 'KeyO', 'alt'),
  search: key('list', 'KeyF', 'ctrl-shift'),
  writeFirst: key('list', 'KeyW', 'alt'),
  previousDialog: key('list', 'ArrowUp', 'alt'),
  nextDialog: key('list', 'ArrowDown', 'alt'),
  toggleList: key('list', 'KeyL', 'alt'),
  toggleClosed: key('chat', 'KeyC', 'alt'),
  toggleSpam: key('chat', 'KeyS', 'alt'),
  assign: key('chat', 'KeyA', 'alt'),
  snooze: key('chat', 'KeyZ', 'alt'),
  reply: key('chat', 'KeyR', 'alt'),
  customer: key('chat', 'KeyI', 'alt'),
  copyLink: key('chat', 'KeyY', 'alt'),
  message: key('composer', 'KeyM', 'alt'),
  note: key('composer', 'KeyN', 'alt'),
  quickReplies: key('composer', 'KeyQ', 'alt'),
  products: key('composer', 'KeyP', 'alt'),
  emoji: key('composer', 'KeyE', 'alt'),
  attach: key('composer', 'KeyU', 'alt'),
  voice: key('composer', 'KeyV', 'alt'),
  later: key('composer', 'KeyT', 'alt'),
} as const satisfies Record<string, Hotkey>

export type HotkeyId = keyof typeof HOTKEYS
export const HOTKEY_IDS = Object.keys(HOTKEYS) as readonly HotkeyId[]

/** As this operator has it; null: on no key. */
export const keysOf = (id: HotkeyId): Combination | null => {
  const own = ownKeys()[id]
  return own === undefined ? HOTKEYS[id].keys : own
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

export function matchHotkey(press: KeyPress, isMac: boolean, keys: (id: HotkeyId) => Combination | null = keysOf): HotkeyId | null {
  if (press.isAltGraph) return null
  // «?» sits on different keys of different layouts, so here the character counts; never while writing.
  if (press.key === '?' && !press.isWriting && !press.ctrlKey && !press.altKey && !press.metaKey) return 'help'
  return HOTKEY_IDS.find((id) => isSame(keys(id), combinationOf(press, isMac))) ?? null
}

export const isSame = (a: Combination | null, b: Combination | null): boolean =>
  a !== null && b !== null && a.code === b.code && a.with === b.with

/** What is held down, as a shortcut; null when it cannot be one: a bare key, or modifiers that types letters. */
export function combinationOf(press: KeyPress, isMac: boolean): Combination | null {
  if (press.isAltGraph || /^(Alt|Control|Shift|Meta)/.test(press.code) || press.code === '') return null
  const { altKey, ctrlKey, metaKey, shiftKey, code } = press
  const isAlt = altKey && ctrlKey === isMac && !metaKey
  const isCtrl = !altKey && (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey)
  if (isAlt) return { code, with: shiftKey ? 'alt-shift' : 'alt' }
  return isCtrl ? { code, with: shiftKey ? 'ctrl-shift' : 'ctrl' } : null
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Slash: '/',
  Period: '.',
  Comma: ',',
  Semicolon: ';',
  Space: '␣',
}
const PC = { alt: 'Alt', ctrl: 'Ctrl', 'ctrl-shift': 'Ctrl + Shift', 'alt-shift': 'Alt + Shift' } satisfies Record<Modifier, string>
const MAC = { alt: '⌃ ⌥', ctrl: '⌘', 'ctrl-shift': '⌘ ⇧', 'alt-shift': '⌃ ⌥ ⇧' } satisfies Record<Modifier, string>

/** As written on the keyboard in front of the operator. */
export function combinationLabel(keys: Combination, isMac: boolean): string {
  const name = NAMES[keys.code] ?? keys.code.replace(/^(Key|Digit)/, '')
  return isMac ? `${MAC[keys.with]} ${name}` : `${PC[keys.with]} + ${name}`
}

export function hotkeyLabel(id: HotkeyId, isMac: boolean): string {
  const keys = keysOf(id)
  return keys ? combinationLabel(keys, isMac) : ''
}

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

/** Newest last: what is opened over something else answers first. */
const [handlers, setHandlers] = createSignal<ReadonlyMap<HotkeyId, readonly (() => void)[]>>(new Map())

/** Answers a shortcut, and the palette, while the owner lives. */
export function useHotkey(id: HotkeyId, run: () => void): void {
  const change = (to: (before: readonly (() => void)[]) => readonly (() => void)[]) =>
    setHandlers((before) => new Map(before).set(id, to(before.get(id) ?? [])))
  // In an effect: what is made ahead of being shown answers no keys.
  createEffect(() => {
    change((before) => [...before, run])
    onCleanup(() => change((before) => before.filter((other) => other !== run)))
  })
}

/** What the action does now; null when there is nothing it could be done to. */
export const handlerOf = (id: HotkeyId): (() => void) | null => handlers().get(id)?.at(-1) ?? null

/** Listens to the keyboard. @returns stop */
export function startHotkeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method has the keyboard, or somebody has used the key already.
    if (event.isComposing || event.defaultPrevented || (event.repeat && event.code.startsWith('Key'))) return
    const id = matchHotkey(pressOf(event), isMac())
    const run = id && !isCovered(HOTKEYS[id].scope, event.target) && handlerOf(id)
    if (!run) return
    event.preventDefault()
    run()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** A window lies over the list and the chat: what is under it is not changed by a key pressed in it. */
const isCovered = (scope: Scope, target: EventTarget | null): boolean =>
  (scope === 'list' || scope === 'chat') && target instanceof Element && target.closest('[role=dialog]') !== null

export function pressOf(event: KeyboardEvent): KeyPress {
  const { code, key: character, altKey, ctrlKey, metaKey, shiftKey } = event
  const isWriting = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')
  return { code, key: character, altKey, ctrlKey, metaKey, shiftKey, isAltGraph: event.getModifierState('AltGraph'), isWriting }
}
