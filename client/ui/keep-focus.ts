/**
 * The keyboard keeps its place when the control it stands on goes: a row that is deleted, a chip that is taken away, a window
 * opened from a menu that is gone by now. It goes on with what stands there instead, or else with what had the focus before.
 */

/** Enough to get out of a window that was opened from another. */
const REMEMBERED = 8
/** Milliseconds in which whoever removes a control may give its focus away; what opens in its place does so too. */
const PATIENCE_MS = 80

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'

export function keepFocus(): () => void {
  let before: readonly HTMLElement[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Who may take the place of a control that has gone. */
  let heirs: HTMLElement[] | null = null
  let isKeyDown = false
  /** Waits for the key: held down, it would go on with what takes the place, as it did with what went. */
  let onKeyUp = () => {}

  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return
    heirs = null
    // Whoever points has no place to lose.
    before = target.matches(':focus-visible') ? [target, ...before.filter((one) => one !== target)].slice(0, REMEMBERED) : []
  }
  const observer = new MutationObserver((records) => {
    const lost = before[0]
    if (!lost || lost.isConnected) return
    // The rows around it may be made anew meanwhile, as the server confirms what was done.
    heirs = heirs ? heirs.flatMap((heir) => (heir.isConnected ? [heir] : (heirsOf(heir, records) ?? []))) : heirsOf(lost, records)
    if (!heirs) return
    clearTimeout(timer)
    const give = () => {
      if (document.activeElement !== document.body || before[0] !== lost) return
      const next = [...(heirs ?? []), ...before].find(canTake)
      next?.focus({ preventScroll: true })
    }
    timer = setTimeout(() => {
      if (isKeyDown) onKeyUp = give
      else give()
    }, PATIENCE_MS)
  })
  const onKey = ({ type }: KeyboardEvent) => {
    isKeyDown = type === 'keydown'
    if (isKeyDown) return
    onKeyUp()
    onKeyUp = () => {}
  }
  document.addEventListener('focusin', remember)
  for (const type of ['keydown', 'keyup'] as const) document.addEventListener(type, onKey, true)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', remember)
    for (const type of ['keydown', 'keyup'] as const) document.removeEventListener(type, onKey, true)
  }
}

/**
 * Controls of the row after the lost one's, and of the row before it, the one in the same place of the row first. A list that is
 * made anew has other rows in the places of the old ones. Windows hang on the body, where nothing stands beside them.
 */
function heirsOf(lost: HTMLElement, records: readonly MutationRecord[]): HTMLElement[] | null {
  const removal = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)))
  if (!removal) return null
  if (removal.target === document.body) return []
  const there = records.filter(({ target }) => target === removal.target)
  const removed = there.flatMap(({ removedNodes }) => [...removedNodes]).filter((node) => node instanceof HTMLElement)
  const added = there.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof HTMLElement)
  const row = removed.findIndex((node) => node.contains(lost))
  const place = controls(removed[row] ?? null).indexOf(lost)
  return [removal.nextSibling, added[row] ?? added.at(-1) ?? null, removal.previousSibling].flatMap((heir) => {
    const all = controls(heir)
    const same = all[place]
    return same ? [same, ...all] : all
  })
}

const controls = (within: Node | null): HTMLElement[] =>
  within instanceof HTMLElement ? [within, ...within.querySelectorAll<HTMLElement>('*')].filter((one) => one.matches(FOCUSABLE)) : []

/** A field is entered on purpose: on a phone its keyboard would cover half of the screen. */
const canTake = (one: HTMLElement): boolean =>
  one.isConnected && one.checkVisibility() && !one.matches(':disabled, input:not([type=checkbox], [type=radio]), textarea')
