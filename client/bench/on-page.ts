/**
 * Measured inside the page, from the event to the end of the frame that shows its effect, so that the way of the bench's
 * own messages to the browser is not counted, and the page's laying out and painting is. Each function is handed to the
 * page as it is: it uses nothing from outside but `oknoPainted` and `oknoShown`.
 */

declare global {
  /** Milliseconds from the navigation to the frame that shows the first row. */
  var firstRowAt: number | undefined
  /** The next task after the frame's own: what was to be painted has been. */
  var oknoPainted: () => Promise<void>
  /** Waits for the end of the first frame in which the selector holds. */
  var oknoShown: (selector: string) => Promise<void>
}

/** Runs before the page's own scripts. What the page does once it has painted would come before a task of no urgency. */
export function knowPainted(): void {
  globalThis.oknoPainted = () => scheduler.postTask(() => {}, { priority: 'user-blocking' })
  globalThis.oknoShown = async (selector) => {
    const deadline = performance.now() + 20_000
    // What is so at once is not on the screen yet: it is looked for in a frame.
    do {
      if (performance.now() > deadline) throw new Error(`There came no ${selector}`)
      await new Promise(requestAnimationFrame)
    } while (!document.querySelector(selector))
    await globalThis.oknoPainted()
  }
}

/** Runs before the page's own scripts. Asked from outside, the answer would come after whatever the app does next. */
export function noteFirstRow(row: string): void {
  const look = () => {
    if (!document.querySelector(row)) return void requestAnimationFrame(look)
    void globalThis.oknoPainted().then(() => {
      globalThis.firstRowAt = performance.now()
    })
  }
  requestAnimationFrame(look)
}

interface Click {
  readonly click: string
  readonly shown: string
  /** How long the mouse rests on it, and its button is held down; absent: there is no mouse, as with the keyboard. */
  readonly mouse?: { readonly hoverMs: number; readonly pressMs: number } | undefined
}

/**
 * Clicks, and waits for the end of the first frame in which `shown` holds.
 * @returns milliseconds from the click, which is when the button goes up.
 */
export async function clickUntil({ click, shown, mouse }: Click): Promise<number> {
  const target = document.querySelector<HTMLElement>(click)
  if (!target) throw new Error(`There is no ${click}`)
  if (mouse) {
    target.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve, mouse.hoverMs))
    target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve, mouse.pressMs))
  }
  const began = performance.now()
  target.click()
  await globalThis.oknoShown(shown)
  return performance.now() - began
}

interface Press {
  /** Physical key. */
  readonly code: 'ArrowDown' | 'ArrowRight'
  readonly altKey: boolean
  readonly shown: string
}

/** Presses a key where the focus is. @returns milliseconds to the end of the first frame in which `shown` holds. */
export async function pressUntil({ code, altKey, shown }: Press): Promise<number> {
  const began = performance.now()
  const press = new KeyboardEvent('keydown', { code, key: code, altKey, bubbles: true, cancelable: true })
  ;(document.activeElement ?? document.body).dispatchEvent(press)
  await globalThis.oknoShown(shown)
  return performance.now() - began
}

/** Types a letter as the keyboard does. @returns milliseconds to the end of the frame after it. */
export async function typeLetter(letter: string): Promise<number> {
  const field = document.querySelector<HTMLTextAreaElement>('main > :not([inert]) form textarea')
  if (!field) throw new Error('There is no field')
  field.focus()
  const began = performance.now()
  document.execCommand('insertText', false, letter)
  await new Promise(requestAnimationFrame)
  await globalThis.oknoPainted()
  return performance.now() - began
}

/** Empties the search field. */
export async function clearSearch(): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')
  if (!field) throw new Error('There is no search field')
  field.focus()
  field.value = ''
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  while (document.querySelector('[role=listbox] mark')) await new Promise(requestAnimationFrame)
}

/** Puts a question into the search field, which is empty, and waits for a hit that says it. */
export async function searchFor(word: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')
  if (!field) throw new Error('There is no search field')
  const began = performance.now()
  field.value = word
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  const isThere = () => [...document.querySelectorAll('[role=listbox] mark')].some((mark) => mark.textContent?.toLowerCase() === word)
  while (!isThere()) {
    if (performance.now() - began > 20_000) throw new Error(`${word} was not found`)
    await new Promise(requestAnimationFrame)
  }
  await globalThis.oknoPainted()
  return performance.now() - began
}

/** Puts a question into the search field, and waits until the first row says what is expected. @returns milliseconds. */
export async function askUntil({ asked, says }: { asked: string; says: string }): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]')
  if (!field) throw new Error('There is no search field')
  const ask = (text: string) => {
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  const first = () => document.querySelector('[role=listbox] [role=option]')?.textContent ?? ''
  const waitFor = async (isSo: () => boolean) => {
    const deadline = performance.now() + 20_000
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error(`${asked} was not found`)
      await new Promise(requestAnimationFrame)
    }
  }
  ask('нетакого')
  await waitFor(() => first() === '')
  const began = performance.now()
  ask(asked)
  await waitFor(() => first().includes(says))
  await globalThis.oknoPainted()
  return performance.now() - began
}

/** Turns the wheel over the list for a while. @returns the time between its frames. */
export async function scrollList(turns: number): Promise<number[]> {
  const scroller = [...document.querySelectorAll<HTMLElement>('[role=listbox], [role=tabpanel], [role=tabpanel] *')].find(
    (element) => element.scrollHeight > element.clientHeight + 1000,
  )
  if (!scroller) throw new Error('Nothing scrolls')
  const frames: number[] = []
  let before = await new Promise<number>(requestAnimationFrame)
  for (let turn = 0; turn < turns; turn += 1) {
    scroller.scrollTop += 240
    const now = await new Promise<number>(requestAnimationFrame)
    frames.push(now - before)
    before = now
  }
  return frames
}

/** The same work each time, memory and garbage as a page's: what it takes tells how even the machine is. @returns milliseconds. */
export function sameWork(): number {
  const rows = Array.from({ length: 1500 }, (_, n) => ({ id: `dialog-${n}`, name: `Оксана ${n}`, labels: ['a', 'b', n], at: n * 1.5 }))
  const text = JSON.stringify(rows)
  const began = performance.now()
  for (let turn = 0; turn < 4; turn += 1) JSON.parse(text)
  return performance.now() - began
}
