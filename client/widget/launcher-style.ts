import { PHONE } from './phone'

/**
 * The button's and the frame's look, in a shadow root: the page's rules do not reach in, ours do not reach out.
 */
export const LAUNCHER_STYLE = `
* { box-sizing: border-box; }
button {
  position: fixed; bottom: max(20px, env(safe-area-inset-bottom)); inset-inline: auto;
  width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%;
  display: grid; place-items: center; cursor: pointer; -webkit-tap-highlight-color: transparent;
  color: var(--ink); background: var(--accent);
  box-shadow: 0 1px 2px rgb(15 23 42 / .16), 0 8px 24px rgb(15 23 42 / .22);
  transition: transform .18s cubic-bezier(.2, .8, .2, 1), box-shadow .18s;
}
button:hover { transform: translateY(-2px); box-shadow: 0 2px 4px rgb(15 23 42 / .18), 0 12px 30px rgb(15 23 42 / .26); }
button:active { transform: scale(.96); }
button:focus-visible { outline: 3px solid #16181d; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
svg { grid-area: 1 / 1; width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
  transition: opacity .16s, transform .2s cubic-bezier(.2, .8, .2, 1); }
.cross, [aria-expanded=true] .bubble { opacity: 0; transform: rotate(-45deg) scale(.6); }
[aria-expanded=true] .cross { opacity: 1; transform: none; }
.badge {
  position: absolute; top: -3px; right: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
  font: 600 12px/22px system-ui, sans-serif; text-align: center; color: #fff; background: #d92d20; box-shadow: 0 0 0 2px #fff;
}
.badge:empty { display: none; }
iframe {
  position: fixed; bottom: calc(max(20px, env(safe-area-inset-bottom)) + 76px);
  width: 392px; height: min(660px, calc(100dvh - 116px)); border: 0; border-radius: 18px;
  background: Canvas; color-scheme: light dark;
  box-shadow: 0 0 0 1px rgb(15 23 42 / .06), 0 4px 12px rgb(15 23 42 / .08), 0 24px 64px rgb(15 23 42 / .2);
  opacity: 0; visibility: hidden; transform: translateY(12px) scale(.98); transform-origin: bottom right;
  transition: opacity .16s, transform .2s cubic-bezier(.2, .8, .2, 1), visibility 0s .2s;
}
iframe.open { opacity: 1; visibility: visible; transform: none; transition-delay: 0s; }
.right { right: max(20px, env(safe-area-inset-right)); }
.left { left: max(20px, env(safe-area-inset-left)); transform-origin: bottom left; }
@media ${PHONE} {
  iframe { inset: 0; width: 100%; height: 100dvh; border-radius: 0; box-shadow: none; }
  button[aria-expanded=true] { display: none; }
}
@media (prefers-reduced-motion: reduce) { *, *::before { transition: none !important; } button:hover { transform: none; } }
@media print { button, iframe { display: none; } }
`

/** A constructed sheet is not subject to a page's `style-src`, as a `<style>` element would be. */
export function applyStyle(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch {
    const style = document.createElement('style')
    style.textContent = css
    root.append(style)
  }
}
