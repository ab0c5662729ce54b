import { describe, expect, it } from 'vitest'
import { combinationOf, HOTKEY_IDS, HOTKEYS, hotkeyLabel, type KeyPress, matchHotkey } from './hotkeys'

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isAltGraph: false,
  isWriting: false,
  ...more,
})

describe('[C9] matchHotkey', () => {
  it('goes by the physical key, so a Cyrillic layout changes nothing', () => {
    expect(matchHotkey(press('KeyS', { key: 'ы', altKey: true }), false)).toBe('toggleSpam')
    expect(matchHotkey(press('KeyS', { key: 's', altKey: true }), false)).toBe('toggleSpam')
  })

  it('leaves AltGr to letters, as it types them on many layouts', () => {
    expect(matchHotkey(press('KeyS', { key: 'ś', altKey: true, ctrlKey: true, isAltGraph: true }), false)).toBeNull()
    expect(matchHotkey(press('KeyA', { key: 'ą', altKey: true, isAltGraph: true }), false)).toBeNull()
    expect(matchHotkey(press('KeyA', { key: 'ą', altKey: true, ctrlKey: true }), false)).toBeNull()
  })

  it('takes Control with Option on a Mac, where Option alone types letters', () => {
    expect(matchHotkey(press('KeyC', { altKey: true }), true)).toBeNull()
    expect(matchHotkey(press('KeyC', { altKey: true, ctrlKey: true }), true)).toBe('toggleClosed')
    expect(matchHotkey(press('KeyK', { metaKey: true }), true)).toBe('palette')
    expect(matchHotkey(press('KeyK', { ctrlKey: true }), false)).toBe('palette')
  })

  it('opens help on «?» wherever the layout puts it, but not while writing', () => {
    expect(matchHotkey(press('Digit7', { key: '?', shiftKey: true }), false)).toBe('help')
    expect(matchHotkey(press('Slash', { key: '?', shiftKey: true, isWriting: true }), false)).toBeNull()
  })

  it('ignores a bare key and a key with other modifiers', () => {
    expect(matchHotkey(press('KeyS'), false)).toBeNull()
    expect(matchHotkey(press('KeyS', { altKey: true, shiftKey: true }), false)).toBeNull()
    expect(matchHotkey(press('KeyK', { ctrlKey: true, altKey: true }), false)).toBeNull()
  })

  it('follows the operator’s own arrangement, and a key taken away does nothing', () => {
    const own = (id: string) => (id === 'toggleSpam' ? { code: 'KeyX', with: 'alt' as const } : null)
    expect(matchHotkey(press('KeyX', { altKey: true }), false, own)).toBe('toggleSpam')
    expect(matchHotkey(press('KeyC', { altKey: true }), false, own)).toBeNull()
  })
})

it('[C9] a shortcut is a key with Alt or Ctrl, never a modifier alone', () => {
  expect(combinationOf(press('AltLeft', { altKey: true }), false)).toBeNull()
  expect(combinationOf(press('KeyX'), false)).toBeNull()
  expect(combinationOf(press('KeyX', { ctrlKey: true, shiftKey: true }), false)).toEqual({ code: 'KeyX', with: 'ctrl-shift' })
})

it('[C9] every shortcut has keys of its own and a label', () => {
  expect(new Set(HOTKEY_IDS.map((id) => JSON.stringify(HOTKEYS[id].keys))).size).toBe(HOTKEY_IDS.length)
  expect(hotkeyLabel('nextDialog', false)).toBe('Alt + ↓')
  expect(hotkeyLabel('palette', true)).toBe('⌘ K')
  expect(hotkeyLabel('search', false)).toBe('Ctrl + Shift + F')
})
