import { createRoot, type JSX } from 'solid-js'
import type { Icon } from './icon-button'

export interface GlyphProps {
  icon: Icon
  size: number
  /** Of the lines, in units of the icon's 24. */
  stroke?: number
}

/**
 * A decorative icon. The library makes each of a dozen components; here it makes one of a kind and a size, and the
 * others are copies: a chat has some forty of them.
 */
export function Glyph(props: GlyphProps): JSX.Element {
  return <>{drawn(props.icon, props.size, props.stroke ?? 1.8)}</>
}

const originals = new Map<Icon, Map<string, Node>>()

function drawn(icon: Icon, size: number, stroke: number): JSX.Element {
  const ofIcon = originals.get(icon) ?? new Map<string, Node>()
  originals.set(icon, ofIcon)
  const key = `${size}/${stroke}`
  const held = ofIcon.get(key)
  if (held) return held.cloneNode(true)
  const made = createRoot((dispose) => {
    const node = icon({ size, 'stroke-width': stroke, 'aria-hidden': 'true' })
    // Nothing in it changes: what it was made with stands as attributes.
    dispose()
    return node
  })
  if (!(made instanceof Node)) return made
  ofIcon.set(key, made)
  return made.cloneNode(true)
}
