/**
 * `npm run bench -- client`: the app in a real browser on a slow machine, over a device that holds a shop's past.
 * `--dialogs 10000` for less of it; `--throttle 1` for the machine as it is; `--device folder` keeps the device that was
 * filled, and measures on it again the next time; names of lanes (`start filters`) measure these alone.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { DIST, fill, filledBefore, type Size, seedScript } from './filled-device'
import { QUESTIONS } from './goods'
import { itemsOf } from './history'
import { measureCustomers } from './measure-customers'
import { clearSearch, clickUntil, knowPainted, noteFirstRow, pressUntil, sameWork, scrollList, searchFor, typeLetter } from './on-page'
import { mb, report, say, sayScripts } from './print'
import { times } from './times'

const FIRST_ROW = '[role=listbox] [role=option]'

/**
 * A browser goes on sorting what was written for a while once its tables are open; an operator's device was not filled a
 * moment ago. Milliseconds.
 */
const REST_MS = 60_000

/** Nobody goes on before they have seen what came. Milliseconds, at which the slowed browser has come to rest as a rule. */
const LOOK_MS = 500

/**
 * Whoever starts the app has not left it a moment ago, and stays: the page before has ended by then, and the browser has
 * kept what it compiled. Milliseconds.
 */
const START = { afterMs: 1000, stayMs: 3000 }

/** A mouse comes to a row so long before its button goes down, and the button up again, when somebody clicks in haste. Milliseconds. */
const MOUSE = { hoverMs: 150, pressMs: 60 }

/** Between the letters of somebody who types fast. Milliseconds. */
const LETTER_MS = 100

/** Open dialogs near the top: every fifth is closed. */
const OPEN = [0, 1, 2, 3, 5, 6, 7, 8]
/** The same, each some rows away from the one before. */
const ELSEWHERE = [0, 5, 2, 7, 1, 6, 3, 8]

/** The tabs from left to right, after the first. Each is there when the list holds what it has and lacks what it has not. */
const TABS = [
  { click: '#tab-closed', shown: '[role=listbox]:has(#dialog-bench-4):not(:has(#dialog-bench-3))' },
  { click: '#tab-all', shown: '[role=listbox]:has(#dialog-bench-4):has(#dialog-bench-3)' },
  { click: '#tab-open', shown: '[role=listbox]:has(#dialog-bench-3):not(:has(#dialog-bench-4))' },
]

const { values, positionals: lanes } = parseArgs({
  args: process.argv.slice(3).filter((word) => word !== 'client'),
  allowPositionals: true,
  options: {
    dialogs: { type: 'string', default: '100000' },
    items: { type: 'string', default: '5' },
    products: { type: 'string', default: '50000' },
    customers: { type: 'string', default: '100000' },
    throttle: { type: 'string', default: '4' },
    device: { type: 'string' },
    browser: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
})
const size: Size = {
  dialogs: Number(values.dialogs),
  itemsPerDialog: Number(values.items),
  products: Number(values.products),
  customers: Number(values.customers),
}
const throttle = Number(values.throttle)

/** In this order: some go on where the one before has ended. */
const LANES: readonly [string, (about: About) => Promise<void>][] = [
  ['start', measureStart],
  ['chats', measureChats],
  ['filters', measureFilters],
  ['typing', measureTyping],
  ['products', measureProducts],
  ['search', measureSearch],
  ['scroll', measureScroll],
  ['customers', ({ page }) => (size.customers > 0 ? measureCustomers(page, size.customers) : Promise.resolve())],
  ['memory', measureMemory],
]

const unknown = lanes.filter((lane) => !LANES.some(([name]) => name === lane))
if (unknown.length > 0) throw new Error(`There is no lane ${unknown.join(', ')}: ${LANES.map(([name]) => name).join(', ')}.`)

const folder = values.device ?? (await mkdtemp(join(tmpdir(), 'okno-bench-client-')))
try {
  await run()
} finally {
  if (values.device === undefined) await rm(folder, { recursive: true, force: true })
}

async function run(): Promise<void> {
  say(`Okno in Chromium, CPU throttled ${throttle}×; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}\n`)
  const { port, operatorId } = (await filledBefore(folder, size)) ?? (await inBrowser((page) => fill(page, folder, size)))
  await inBrowser(async (page) => {
    const url = `http://localhost:${port}`
    await page.goto(`${url}/chats`)
    await page.waitForTimeout(REST_MS)
    await measure(page, url, operatorId)
  })
}

async function inBrowser<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const context = await chromium.launchPersistentContext(join(folder, 'browser'), {
    executablePath: values.browser,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--js-flags=--expose-gc',
    ],
    viewport: { width: 1440, height: 900 },
    locale: 'ru-RU',
  })
  try {
    const page = await context.newPage()
    await context.addInitScript(knowPainted)
    await context.addInitScript(noteFirstRow, FIRST_ROW)
    return await work(page)
  } finally {
    await context.close()
  }
}

async function measure(page: Page, url: string, operatorId: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  const about: About = { page, url, operatorId, cdp }
  const wanted = LANES.filter(([name]) => lanes.length === 0 || lanes.includes(name))
  for (const [name, lane] of wanted) {
    // Beside others on one host the machine may have half of its speed for a while.
    report(`the same work, before ${name}`, await times(20, () => page.evaluate(sameWork), LOOK_MS), null)
    await lane(about)
  }
}

interface About {
  readonly page: Page
  readonly url: string
  readonly operatorId: string
  readonly cdp: CDPSession
}

async function measureStart({ page, url }: About): Promise<void> {
  const starts: Started[] = []
  for (let turn = 0; turn < 7; turn += 1) starts.push(await startApp(page, url))
  report(
    'app start to a usable list',
    starts.map(({ ms }) => ms),
    800,
    'p50',
  )
  sayScripts(join(DIST, 'client'), starts.at(-1)?.scripts ?? [])
}

async function measureChats({ page }: About): Promise<void> {
  report('open a dialog with the mouse', await times(40, (n) => open(page, ELSEWHERE, n, MOUSE), LOOK_MS), 80)
  report('open the next dialog with the keyboard', await times(42, (n) => openNext(page, n, LOOK_MS), LOOK_MS), 80)
  report('  one that nothing pointed at', await times(40, (n) => open(page, ELSEWHERE, n), LOOK_MS), null)
  report('  the next before one could look', await times(42, (n) => openNext(page, n, 0)), null)
}

async function measureFilters({ page }: About): Promise<void> {
  const filter = (n: number, mouse?: typeof MOUSE) =>
    page.evaluate(clickUntil, { ...(TABS[n % TABS.length] ?? { click: '', shown: '' }), mouse })
  report('switch a filter with the mouse', await times(30, (n) => filter(n, MOUSE), LOOK_MS), 80)
  report('switch a filter with the keyboard', await times(30, (n) => filterNext(page, n), LOOK_MS), 80)
  report('  one that nothing pointed at', await times(30, filter, LOOK_MS), null)
}

async function measureTyping({ page }: About): Promise<void> {
  await open(page, OPEN, 0)
  await page.waitForTimeout(LOOK_MS)
  const type = (n: number) => page.evaluate(typeLetter, 'абвг'[n % 4] ?? 'а')
  report('keypress to paint in the composer', await times(60, type, LETTER_MS), 32)
  report('  the next as soon as one is painted', await times(60, type), null)
}

async function measureProducts({ page, operatorId }: About): Promise<void> {
  await page.evaluate(await seedScript())
  const find = (n: number) =>
    page.evaluate(([id, query]) => globalThis.oknoBench.findProducts(id ?? '', query ?? ''), [operatorId, QUESTIONS[n]])
  for (const [n, question] of QUESTIONS.entries()) report(`  products: ${question}`, await times(8, () => find(n)), 50)
}

async function measureSearch({ page, operatorId }: About): Promise<void> {
  await page.evaluate(await seedScript())
  const rare = (part: number) => `артикул${Math.floor((part * size.dialogs * size.itemsPerDialog) / 1000) * 1000 + 7}`
  const words = ['кружка', 'доставка', 'ножницы', rare(0.1), rare(0.9), 'велосипед', 'коваль', 'гончар', 'марина', 'спасибо']
  const search = async (n: number, lookMs: number) => {
    await page.evaluate(clearSearch)
    await page.waitForTimeout(lookMs)
    return page.evaluate(searchFor, words[n % words.length] ?? '')
  }
  report('search on the device', await times(40, (n) => search(n, LOOK_MS), LOOK_MS), 100)
  report('  the next before one could look', await times(40, (n) => search(n, 0)), null)
  report(
    '  the same by a scan of the table',
    await times(2, () => page.evaluate(([id, word]) => globalThis.oknoBench.scan(id ?? '', word ?? ''), [operatorId, rare(0.99)])),
    null,
  )
  await page.evaluate(clearSearch)
  await page.locator(FIRST_ROW).first().waitFor()
}

async function measureScroll({ page }: About): Promise<void> {
  report('scroll of the list, a frame', await page.evaluate(scrollList, 240), 50, 'max')
}

async function measureMemory({ page, url, cdp }: About): Promise<void> {
  await page.goto(`${url}/chats`)
  await page.locator(FIRST_ROW).first().waitFor()
  await times(20, (n) => open(page, OPEN, n))
  const before = await heapOf(cdp)
  await times(200, (n) => open(page, OPEN, n))
  const after = await heapOf(cdp)
  say(`${'memory after 200 more chats'.padEnd(38)}${mb(before)} → ${mb(after)}\n`)
}

function open(page: Page, places: readonly number[], n: number, mouse?: typeof MOUSE): Promise<number> {
  const place = places[n % places.length] ?? 0
  return page.evaluate(clickUntil, { click: `#dialog-bench-${place}`, shown: chatOf(place), mouse })
}

/** With the key, from chat to chat down the list. Back at the top one has clicked, which is not counted. */
async function openNext(page: Page, n: number, lookMs: number): Promise<number> {
  const at = n % (OPEN.length - 1)
  if (at === 0) {
    await open(page, OPEN, 0)
    await page.waitForTimeout(lookMs)
  }
  return page.evaluate(pressUntil, { code: 'ArrowDown' as const, altKey: true, shown: chatOf(OPEN[at + 1] ?? 0) })
}

/** The row is chosen and the last message of its conversation is in sight. */
function chatOf(place: number): string {
  const last = `#item-bench-${place}-${itemsOf(place, size.itemsPerDialog)}`
  return `body:has(#dialog-bench-${place}[aria-selected=true]) main > :not([aria-hidden]) ${last}`
}

/** With the arrow key, from tab to tab; past the last one, where there is nothing, without being counted. */
async function filterNext(page: Page, n: number): Promise<number> {
  const press = (shown: string) => page.evaluate(pressUntil, { code: 'ArrowRight' as const, altKey: false, shown })
  const at = n % TABS.length
  if (n === 0) await page.locator('#tab-open').focus()
  else if (at === TABS.length - 1) await press('#tab-spam[aria-selected=true]')
  await page.waitForTimeout(LOOK_MS)
  return press(TABS[at]?.shown ?? '')
}

interface Started {
  readonly ms: number
  /** Paths of what had been fetched by then, in order. */
  readonly scripts: readonly string[]
}

async function startApp(page: Page, url: string): Promise<Started> {
  await page.goto('about:blank')
  await page.waitForTimeout(START.afterMs)
  await page.goto(`${url}/chats`, { waitUntil: 'commit' })
  // Nothing is asked meanwhile: a question brings the page code of the tool's own to compile, some 60 ms of a slowed browser.
  await page.waitForTimeout(START.stayMs)
  await page.waitForFunction(() => globalThis.firstRowAt !== undefined)
  return page.evaluate(() => {
    const ms = globalThis.firstRowAt ?? Number.NaN
    const fetched = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const paths = fetched.filter(({ responseEnd }) => responseEnd <= ms).map(({ name }) => new URL(name).pathname)
    return { ms, scripts: paths.filter((path) => path.endsWith('.js')) }
  })
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize
}
