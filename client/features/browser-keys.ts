/**
 * Combinations that a field of text or the browser has: an action on one of them would take copying or the way to the next
 * word from whoever writes, or would never be asked, as the browser gives the page no say in its tabs.
 */
import type { Combination, Modifier } from '#shared/domain/preferences'

const WRITING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']

const KEPT = {
  ctrl: ['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyY', 'KeyZ', 'Enter', 'Backspace', 'Delete', ...WRITING]
    .concat(['KeyN', 'KeyQ', 'KeyR', 'KeyT', 'KeyW'])
    .concat(['Tab', 'PageUp', 'PageDown']),
  'ctrl-shift': ['KeyV', 'KeyZ', ...WRITING, 'KeyN', 'KeyR', 'KeyT', 'KeyW', 'Tab', 'PageUp', 'PageDown'],
  alt: ['ArrowLeft', 'ArrowRight', 'Backspace', 'F4', 'Space', 'Tab'],
  'alt-shift': ['Tab'],
} satisfies Record<Modifier, readonly string[]>

export const isBrowsers = ({ code, with: modifier }: Combination): boolean => KEPT[modifier].includes(code)
