import { createSignal } from 'solid-js'

/** In rem, as the smallest text of a row of a list: a browser's least size of text enlarges it first. */
const PROBE_REM = 0.78125
const USUAL_PX = PROBE_REM * 16

const [enlarged, setEnlarged] = createSignal(1)

/**
 * As many pixels as lines of text take that are `px` high at the usual size; more once text is enlarged, by the browser's font size or
 * its least one. Never less: what stands beside the text keeps its size.
 */
export const textPx = (px: number): number => Math.ceil(px * enlarged())

/** Measures text after the first layout, and when its size changes; nobody asks the page for it. */
export function startTextSize(): void {
  const probe = document.createElement('div')
  probe.ariaHidden = 'true'
  probe.textContent = '|'
  Object.assign(probe.style, { position: 'fixed', visibility: 'hidden', fontSize: `${PROBE_REM}rem`, lineHeight: '1' })
  document.body.append(probe)
  new ResizeObserver(([entry]) => {
    // To a hundredth: of a half pixel no row is to grow.
    if (entry) setEnlarged(Math.max(Math.round((entry.contentRect.height / USUAL_PX) * 100) / 100, 1))
  }).observe(probe)
}
