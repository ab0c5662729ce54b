/**
 * Every state the open chat has gone through, so that a journey can tell whether the screen ever went back. Looked at
 * after each change of the page, before it is painted: stricter than any eye.
 */
import { expect, type Page } from '@playwright/test'

interface Screen {
  readonly title: string
  /** In the chat's header, in the list and in the field where it is changed. */
  readonly names: readonly string[]
  readonly assignee: string
  readonly items: readonly { readonly id: string; readonly text: string; readonly state: string | null }[]
}

declare global {
  interface Window {
    oknoScreens: Screen[]
  }
}

/** Begins to record. Lasts until the page is reloaded. */
export async function watchScreen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
    // Others wait in the page for being opened.
    const chat = 'main > :not([aria-hidden]) section[aria-label="Окно чата"]'
    // An action takes the server's time when the server has it.
    const withoutTime = (item: Element) => {
      const copy = item.cloneNode(true) as Element
      for (const time of copy.querySelectorAll('time')) time.remove()
      return copy.textContent ?? ''
    }
    const look = (): Screen => ({
      title: document.title,
      names: [
        text(`${chat} h2`),
        document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Имя"]')?.value ?? '',
        ...[...document.querySelectorAll('[role=option][aria-selected=true] [class*=name]')].map(({ textContent }) => textContent ?? ''),
      ],
      assignee: document.querySelector(`${chat} [aria-haspopup=dialog][title^="Ответственный"]`)?.getAttribute('title') ?? '',
      items: [...document.querySelectorAll(`${chat} section[aria-label="Переписка"] li`)].map((item) => ({
        id: item.id,
        text: item.querySelector('textarea')?.value ?? item.querySelector('[class*=text]')?.textContent ?? withoutTime(item),
        state: item.querySelector('[class*=mark][data-state]')?.getAttribute('data-state') ?? null,
      })),
    })
    window.oknoScreens = [look()]
    let last = JSON.stringify(window.oknoScreens[0])
    const note = () => {
      const screen = look()
      const now = JSON.stringify(screen)
      if (now !== last) window.oknoScreens.push(screen)
      last = now
    }
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
    // What a field holds is no mutation.
    const frame = () => {
      note()
      requestAnimationFrame(frame)
    }
    frame()
  })
}

/** An outgoing message moves forward only; `unknown` after its server has died while it was on its way. */
const STATES = ['waiting', 'queued', 'sending', 'unknown', 'sent', 'delivered', 'read']

/** Nothing disappeared, changed its words, its place or its order, and nothing fell back to what it had been before. */
export async function expectNoWayBack(page: Page): Promise<void> {
  const screens = await page.evaluate(() => window.oknoScreens)
  for (const [index, screen] of screens.entries()) {
    const before = screens[index - 1]
    if (!before) continue
    const where = `change ${index} of ${screens.length}`
    const kept = screen.items.filter(({ id }) => before.items.some((item) => item.id === id))
    // A new note is there a moment before its first words.
    const words = (item: Screen['items'][number], now = '') => ({ id: item.id, text: item.text || now })
    expect(
      kept.map((item) => words(item)),
      `${where}: what was there`,
    ).toEqual(before.items.map((item) => words(item, kept.find(({ id }) => id === item.id)?.text)))
    for (const item of kept) {
      const old = before.items.find(({ id }) => id === item.id)
      expect(STATES.indexOf(item.state ?? ''), `${where}: ${old?.state} → ${item.state} of “${item.text}”`).toBeGreaterThanOrEqual(
        STATES.indexOf(old?.state ?? ''),
      )
    }
    for (const field of ['title', 'assignee'] as const) expectNotSeenBefore(screens, index, (one) => one[field])
    for (const [place] of screen.names.entries()) expectNotSeenBefore(screens, index, (one) => one.names[place] ?? '')
  }
}

/** A value that has been left does not return. */
function expectNotSeenBefore(screens: readonly Screen[], index: number, of: (screen: Screen) => string): void {
  const values = screens.slice(0, index + 1).map(of)
  const value = values.at(-1) ?? ''
  const steps = values.filter((one, at) => one !== values[at - 1])
  expect(
    steps.filter((one) => one === value),
    `the way of “${value}”: ${steps.join(' → ')}`,
  ).toHaveLength(1)
}
