/** Where the frame takes the whole screen. */
export const PHONE = '(max-width: 480px), (max-height: 420px)'

export const isPhone = (): boolean => matchMedia(PHONE).matches

/**
 * Keeps the frame within what the on-screen keyboard leaves free. Safari lays the keyboard over the page and scrolls
 * the page instead of making it smaller, which would push the head of the frame out of sight.
 */
export function fitToKeyboard(frame: HTMLIFrameElement, isFull: () => boolean): void {
  const viewport = window.visualViewport
  const fit = () => {
    frame.style.height = viewport && isFull() ? `${viewport.height}px` : ''
    frame.style.top = viewport && isFull() ? `${viewport.offsetTop}px` : ''
  }
  viewport?.addEventListener('resize', fit)
  viewport?.addEventListener('scroll', fit)
}
