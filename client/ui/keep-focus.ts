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
  /** Where the control stood that has gone: who takes its place is looked for when nobody else was given the focus. */
  let gap: Gap | null = null
  let isKeyDown = false
  /** Waits for the key: held down, it would go on with what takes the place, as it did with what went. */
  let onKeyUp = () => {}

  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return
    gap = null
    // Whoever points has no place to lose.
    before = target.matches(':focus-visible') ? [target, ...before.filter((one) => one !== target)].slice(0, REMEMBERED) : []
  }
  const observer = new MutationObserver((records) => {
    const lost = before[0]
    if (!lost || lost.isConnected) return
    // The rows around it may be made anew meanwhile, as the server confirms what was done.
    gap = gap
      ? { ...gap, heirs: gap.heirs.flatMap((heir) => (heir.isConnected ? heir : (gapOf(heir, records)?.heirs ?? []))) }
      : gapOf(lost, records)
    if (!gap) return
    clearTimeout(timer)
    const give = () => {
      if (document.activeElement !== document.body || before[0] !== lost) return
      const next = [...(gap ? controlsAround(gap, lost) : []), ...before].find(canTake)
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

interface Gap {
  /** What went, with the control in it. */
  readonly row: HTMLElement
  readonly heirs: readonly HTMLElement[]
}

/**
 * What stands around what went: the row after it, the one that came in its place, the row before it. A list that is made anew has
 * other rows in the places of the old ones. Windows hang on the body, where nothing stands beside them.
 */
function gapOf(lost: HTMLElement, records: readonly MutationRecord[]): Gap | null {
  const removal = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)))
  if (!removal) return null
  const there = records.filter(({ target }) => target === removal.target)
  const removed = there.flatMap(({ removedNodes }) => [...removedNodes]).filter(isElement)
  const added = there.flatMap(({ addedNodes }) => [...addedNodes]).filter(isElement)
  const index = removed.findIndex((node) => node.contains(lost))
  const around = [removal.nextSibling, added[index] ?? added.at(-1) ?? null, removal.previousSibling]
  return { row: removed[index] ?? lost, heirs: removal.target === document.body ? [] : around.filter(isElement) }
}

/** The control in the same place of each row first. */
function controlsAround({ row, heirs }: Gap, lost: HTMLElement): HTMLElement[] {
  const place = controls(row).indexOf(lost)
  return heirs.flatMap((heir) => {
    const all = controls(heir)
    const same = all[place]
    return same ? [same, ...all] : all
  })
}

const isElement = (node: Node | null): node is HTMLElement => node instanceof HTMLElement

const controls = (within: HTMLElement): HTMLElement[] =>
  [within, ...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.matches(FOCUSABLE))

/** A field is entered on purpose: on a phone its keyboard would cover half of the screen. */
const canTake = (one: HTMLElement): boolean =>
  one.isConnected && one.checkVisibility() && !one.matches(':disabled, input:not([type=checkbox], [type=radio]), textarea')
