import { createRoot, createSignal } from 'solid-js'
import { beforeEach, expect, test, vi } from 'vitest'
import type { DialogQuery, DialogTab } from '../../data/contract'
import { createLists } from './create-lists'
import { usePage } from './page-fixture'

const read = vi.hoisted(() => ({ isSlow: false, log: [] as string[] }))

// The lists themselves are the device's; here it is about which one stands where.
vi.mock('../data-context', async () => {
  const { onCleanup } = await import('solid-js')
  return {
    useData: () => ({
      createDialogList(query: () => DialogQuery, isInSight: () => boolean) {
        read.log.push(`made ${query().tab}`)
        onCleanup(() => read.log.push(`gone ${query().tab}`))
        return { answers: () => (read.isSlow ? null : query()), isLeft: isInSight }
      },
    }),
  }
})

usePage()

beforeEach(() => {
  read.isSlow = false
  read.log = []
})

const of = (tab: DialogTab): DialogQuery => ({ tab, answer: 'all', assignees: [], channels: [] })

function pane({ isWorkedIn = (): boolean => false } = {}) {
  const [query, setQuery] = createSignal(of('open'))
  const [lists, leave] = createRoot((dispose) => [createLists({ query, isWorkedIn }), dispose])
  const standing = () =>
    lists
      .standing()
      .map(({ query: asked, sight }) => `${asked().tab}${sight.isInSight() ? ' in sight' : ''}${sight.isInert() ? ' inert' : ''}`)
  return { lists, leave, standing, choose: (tab: DialogTab) => setQuery(of(tab)), said: () => read.log.splice(0) }
}

test('[L2] the list that was expected stands in the page and is let be seen, and the one that goes is taken apart once it has been painted', async () => {
  const { lists, standing, choose, said } = pane()
  lists.expect(of('closed'))
  expect(standing()).toEqual(['open in sight', 'closed inert'])
  choose('closed')
  expect(standing()).toEqual(['open', 'closed in sight inert'])
  expect(lists.inSight().query().tab).toBe('closed')
  await vi.advanceTimersByTimeAsync(20)
  expect(standing()).toEqual(['closed in sight'])
  expect(said()).toEqual(['made open', 'made closed', 'gone open'])
})

test('[L2] whoever presses a key before the paint reaches the list that has come', () => {
  const { lists, standing, choose } = pane()
  lists.expect(of('closed'))
  choose('closed')
  dispatchEvent(new Event('keydown'))
  expect(standing()).toEqual(['closed in sight'])
})

test('[L2] a list that nobody foresaw comes in the place of the one that is there', () => {
  const { lists, standing, choose, said } = pane()
  lists.expect(of('closed'))
  choose('spam')
  expect(standing()).toEqual(['spam in sight', 'closed inert'])
  lists.expect(null)
  expect(standing()).toEqual(['spam in sight'])
  expect(said()).toEqual(['made open', 'made closed', 'gone closed'])
})

test('[L2] one that has not been read yet is not shown for the one that is', () => {
  read.isSlow = true
  const { lists, standing, choose } = pane()
  lists.expect(of('closed'))
  choose('closed')
  expect(standing()).toEqual(['closed in sight', 'closed inert'])
})

test('[L2] the focus stays in the list that one works in', () => {
  const { lists, standing, choose } = pane({ isWorkedIn: () => true })
  lists.expect(of('closed'))
  choose('closed')
  expect(standing()).toEqual(['closed in sight', 'closed inert'])
})

test('[L2] what is expected changes its mind, and goes with the pane', () => {
  const { lists, leave, standing, said } = pane()
  lists.expect(of('closed'))
  lists.expect(of('all'))
  expect(standing()).toEqual(['open in sight', 'all inert'])
  leave()
  expect(said()).toEqual(['made open', 'made closed', 'gone open', 'gone all'])
})

test('[L2] three tabs chosen in one frame', async () => {
  const { lists, standing, choose } = pane()
  lists.expect(of('closed'))
  choose('closed')
  lists.expect(of('all'))
  choose('all')
  choose('open')
  await vi.advanceTimersByTimeAsync(20)
  expect(standing()).toEqual(['open in sight'])
})
