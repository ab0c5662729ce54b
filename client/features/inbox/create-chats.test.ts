import { createEffect, createRoot, createSignal, onCleanup } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { createChats } from './create-chats'
import { usePage } from './page-fixture'

usePage()

function desk() {
  const [foreseen, setForeseen] = createSignal<readonly { id: string }[]>([])
  const [openId, setOpenId] = createSignal<string>()
  const [isAtItem, setAtItem] = createSignal(false)
  const log: string[] = []
  const sights = new Map<string, () => unknown>()
  const [chats, leaveSection] = createRoot((dispose) => [
    createChats({
      foreseen,
      isOpen: (id) => openId() === id,
      isAtItem,
      make(id, { isInSight, isInert }) {
        sights.set(id, () => ({ isInSight: isInSight(), isInert: isInert() }))
        log.push(`made ${id}`)
        createEffect(() => log.push(`seen ${id}`))
        onCleanup(() => log.push(`gone ${id}`))
        return id
      },
    }),
    dispose,
  ])
  const open = async (id: string) => {
    setOpenId(id)
    chats.open(id)
    await vi.advanceTimersByTimeAsync(0)
  }
  const expectNext = async (...ids: string[]) => {
    setForeseen(ids.map((id) => ({ id })))
    await vi.advanceTimersByTimeAsync(10)
  }
  return { chats, open, leave: leaveSection, sightOf: (id: string) => sights.get(id)?.(), expectNext, setAtItem, said: () => log.splice(0) }
}

test('[L8] a chat that may be opened next is made ahead, and does nothing before it is shown', async () => {
  const { chats, open, expectNext, said } = desk()
  await expectNext('a')
  expect(said()).toEqual(['made a'])
  expect(chats.has('a')).toBe(true)
  await open('a')
  expect(said()).toEqual(['seen a'])
  expect(chats.has('a')).toBe(false)
})

test('what nobody foresaw is made when it is opened', async () => {
  const { open, said } = desk()
  await open('a')
  expect(said()).toEqual(['made a', 'seen a'])
})

test('what was read anew is made anew; what is no longer likely goes unseen', async () => {
  const { expectNext, said } = desk()
  await expectNext('a')
  await expectNext('a')
  expect(said()).toEqual(['made a', 'gone a', 'made a'])
  await expectNext('b')
  expect(said()).toEqual(['gone a', 'made b'])
})

test('the open one is not made beside itself, and lives on when it is no longer foreseen', async () => {
  const { open, expectNext, said } = desk()
  await expectNext('a')
  await open('a')
  said()
  await expectNext('a')
  await expectNext()
  expect(said()).toEqual([])
})

test('the one that goes is taken apart once the other stands on the screen, and before it could be opened again', async () => {
  const { open, said } = desk()
  await open('a')
  await open('b')
  expect(said()).toEqual(['made a', 'seen a', 'made b', 'seen b'])
  await vi.advanceTimersByTimeAsync(20)
  expect(said()).toEqual(['gone a'])
  await open('a')
  await open('b')
  expect(said()).toEqual(['made a', 'seen a', 'gone b', 'made b', 'seen b'])
})

test('[L8] one that was made ahead stands in the page out of sight and of reach; it is seen at once, and reached after the paint', async () => {
  const { chats, open, expectNext, sightOf } = desk()
  await open('a')
  await expectNext('b')
  expect(chats.standing().map(({ element }) => element)).toEqual(['a', 'b'])
  expect(sightOf('b')).toEqual({ isInSight: false, isInert: true })
  await open('b')
  expect(sightOf('a')).toEqual({ isInSight: false, isInert: false })
  expect(sightOf('b')).toEqual({ isInSight: true, isInert: true })
  await vi.advanceTimersByTimeAsync(20)
  expect(sightOf('b')).toEqual({ isInSight: true, isInert: false })
  expect(chats.standing().map(({ element }) => element)).toEqual(['b'])
})

test.each(['keydown', 'pointerdown'])(
  '[C9] a %s before the paint finds the chat that was opened, and not the one that goes',
  async (type) => {
    const { open, expectNext, said, sightOf } = desk()
    await open('a')
    await expectNext('b')
    await open('b')
    said()
    dispatchEvent(new Event(type))
    expect(said()).toEqual(['gone a'])
    expect(sightOf('b')).toEqual({ isInSight: true, isInert: false })
  },
)

test('one that nobody foresaw can be reached at once', async () => {
  const { open, sightOf } = desk()
  await open('a')
  expect(sightOf('a')).toEqual({ isInSight: true, isInert: false })
})

test('[L3] for a message that was asked for a chat is made anew, and the one that goes goes first', async () => {
  const { open, expectNext, setAtItem, said } = desk()
  await open('a')
  await expectNext('b')
  said()
  setAtItem(true)
  await open('b')
  expect(said()).toEqual(['gone a', 'gone b', 'made b', 'seen b'])
})

test('whoever leaves the chats leaves none behind, nor one that was made ahead', async () => {
  const { open, expectNext, leave, said } = desk()
  await open('a')
  await expectNext('b')
  said()
  leave()
  expect(said().toSorted()).toEqual(['gone a', 'gone b'])
})
