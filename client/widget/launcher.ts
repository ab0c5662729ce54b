import { inkOn } from './colour'
import { type Embed, frameAddress } from './embed'
import { parseFromFrame, seal, type ToFrame } from './host-message'
import { openMemory } from './launcher-memory'
import { applyStyle, LAUNCHER_STYLE } from './launcher-style'
import { LAUNCHER_WORDS } from './launcher-words'
import { fitToKeyboard, isPhone } from './phone'

const ICONS = {
  bubble: 'M4 11.5a8 8 0 1 1 3.2 6.4L3.6 19l1.2-3.4A8 8 0 0 1 4 11.5Z M9 10.2h6 M9 13.4h3.6',
  cross: 'M6.5 9.5 12 15l5.5-5.5',
}
const HOST_STYLE = [
  ['all', 'initial'],
  ['position', 'fixed'],
  ['z-index', '2147483000'],
] as const
/** Long enough for the page to have drawn itself; the frame is for a visitor who may not even look at it. */
const IDLE_MS = 2_000

/** Draws the button; the frame is loaded when it is wanted, or when this visitor has talked here before. */
export function createLauncher(embed: Embed): { open: () => void; close: () => void } {
  const words = LAUNCHER_WORDS[embed.language]
  const memory = openMemory(embed.channelId)
  const host = document.createElement('okno-chat')
  const root = host.attachShadow({ mode: 'open' })
  const button = element('button', { type: 'button', class: embed.position, 'aria-haspopup': 'dialog', 'aria-expanded': 'false' })
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true' })
  button.append(icon('bubble'), icon('cross'), badge)
  // On the element itself and important: a page's own `* { … !important }` reaches the host, though nothing below it.
  for (const [name, value] of HOST_STYLE) host.style.setProperty(name, value, 'important')
  host.style.setProperty('--accent', embed.colour)
  host.style.setProperty('--ink', inkOn(embed.colour))
  applyStyle(root, LAUNCHER_STYLE)
  root.append(button)
  attach()

  let frame: HTMLIFrameElement | null = null
  let isOpen = false
  let isReady = false
  let isBlocked = false
  let unread = 0

  /** Beside the body, not in it: pages transform their body, which moves what is fixed in it, and frameworks replace it. */
  function attach(): void {
    if (!host.isConnected) document.documentElement.append(host)
  }

  function load(): HTMLIFrameElement {
    if (frame) return frame
    frame = element('iframe', {
      title: words.chat,
      class: embed.position,
      allow: 'clipboard-write',
      src: frameAddress(embed, location.href),
    })
    root.append(frame)
    fitToKeyboard(frame, () => isOpen && isPhone())
    return frame
  }

  function open(): void {
    // A page whose `frame-src` forbids us still has its chat: in a window of its own.
    if (isBlocked) return void window.open(frameAddress({ ...embed }, location.href), 'okno')
    attach()
    const loaded = load()
    isOpen = true
    memory.remember(true)
    draw()
    loaded.focus()
    tell({ type: 'shown' })
  }

  function close(): void {
    if (!isOpen) return
    isOpen = false
    memory.remember(false)
    draw()
    button.focus()
    tell({ type: 'hidden' })
  }

  function tell(message: ToFrame): void {
    if (isReady) frame?.contentWindow?.postMessage(seal(message), embed.origin)
  }

  function draw(): void {
    frame?.classList.toggle('open', isOpen)
    button.setAttribute('aria-expanded', String(isOpen))
    const isTold = unread > 0 && !isOpen
    badge.textContent = isTold ? (unread > 9 ? '9+' : String(unread)) : ''
    button.setAttribute('aria-label', isOpen ? words.close : isTold ? `${words.open}, ${words.unread}: ${unread}` : words.open)
  }

  button.addEventListener('click', () => (isOpen ? close() : open()))
  root.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') close()
  })
  window.addEventListener('message', ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== embed.origin) return
    const message = parseFromFrame(data)
    if (message?.type === 'close') close()
    if (message?.type === 'unread') unread = message.count
    if (message?.type === 'ready') {
      isReady = true
      if (isOpen) tell({ type: 'shown' })
    }
    draw()
  })
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    if (!/^(frame|child)-src$/.test(effectiveDirective) || !blockedURI.startsWith(embed.origin)) return
    isBlocked = true
    close()
    frame?.remove()
    frame = null
  })

  draw()
  // On a phone it would cover the page the visitor has just gone to.
  if (memory.wasOpen() && !isPhone()) open()
  else if (memory.hasTalked()) setTimeout(load, IDLE_MS)
  return { open: guarded(open), close: guarded(close) }
}

/** What a page may call must not be able to break it. */
function guarded(act: () => void): () => void {
  return () => {
    try {
      act()
    } catch (error) {
      console.warn('Okno:', error)
    }
  }
}

function element<T extends 'button' | 'span' | 'iframe'>(tag: T, attributes: Readonly<Record<string, string>>): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

function icon(name: keyof typeof ICONS): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', name)
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', ICONS[name])
  svg.append(path)
  return svg
}
