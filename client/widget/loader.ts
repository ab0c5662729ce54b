/**
 * The script a shop embeds. It is a guest: it draws a button, opens a frame, leaves one global and never throws.
 *
 *   <script src="https://okno.example/widget.js" data-channel="CHANNEL_ID" async></script>
 */
import { findEmbed } from './embed'
import { createLauncher } from './launcher'

declare global {
  interface Window {
    Okno?: { readonly open: () => void; readonly close: () => void }
  }
}

/** Read now: `currentScript` is known only while the script runs for the first time. */
const script = document.currentScript

function start(): void {
  try {
    // A shop's template may carry the script twice.
    if (window.Okno) return
    const embed = findEmbed(document, script)
    if (!embed) return
    const { open, close } = createLauncher(embed)
    Object.defineProperty(window, 'Okno', { value: Object.freeze({ open, close }) })
  } catch (error) {
    console.warn('Okno: the chat could not be started.', error)
  }
}

if (document.body) start()
else document.addEventListener('DOMContentLoaded', start)
