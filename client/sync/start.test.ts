import { afterEach, expect, test, vi } from 'vitest'
import { startSync } from './start'

afterEach(() => vi.unstubAllGlobals())

/** A tab of a browser that says there is no network, and goes on saying so. */
async function makeTab() {
  const said: unknown[] = []
  const [window, document] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState: 'visible' })]
  vi.stubGlobal('navigator', { onLine: false })
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', document)
  vi.stubGlobal(
    'Worker',
    class {
      postMessage = (message: { t: string }) => message.t === 'network' && said.push(message)
      terminate = () => undefined
    },
  )
  const sync = startSync({
    operatorId: 'olga',
    build: 'test',
    after: Promise.resolve(),
    onRevoked: () => undefined,
    isSignedIn: () => true,
  })
  await Promise.resolve()
  return { sync, said, window, document }
}

test('[ENG5] that there is no network is told as it happens, not of a connection that lives whenever the tab is shown', async () => {
  const { said, window, document } = await makeTab()
  document.dispatchEvent(new Event('visibilitychange'))
  expect(said).toEqual([])
  window.dispatchEvent(new Event('offline'))
  expect(said).toEqual([{ t: 'network', isOnline: false }])
})

test('[ENG5] who has just signed in is connected, whatever the browser says: the server has answered', async () => {
  const { sync, said } = await makeTab()
  sync.nudge()
  expect(said).toEqual([{ t: 'network', isOnline: true }])
})
