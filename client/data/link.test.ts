import { createComputed, createRoot } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { type Link, makeLeaderLink, makeLink } from './link'

const open: { close(): void }[] = []
const keep = <T extends { close(): void }>(made: T): T => {
  open.push(made)
  return made
}

afterEach(() => {
  vi.unstubAllGlobals()
  for (const each of open.splice(0)) each.close()
})

const tabOf = (operatorId: string): Link => keep(makeLink(operatorId))

test('a tab that has just opened does not cry that there is no network', () => {
  expect(tabOf('olga').connection()).toEqual({ phase: 'connecting' })
})

test('without a network it says so at once', () => {
  vi.stubGlobal('navigator', { onLine: false })
  expect(tabOf('olga').connection()).toEqual({ phase: 'offline' })
})

test('who begins to lead says so', async () => {
  const heard: string[] = []
  tabOf('olga').listen(({ t }) => heard.push(t))
  keep(makeLeaderLink('olga', () => undefined))
  await vi.waitFor(() => expect(heard).toEqual(['leads']))
})

test('whoever leads is asked, and believed', async () => {
  const leader = keep(
    makeLeaderLink('olga', (message) => {
      if (message.t === 'who') leader.tell({ t: 'state', connection: { phase: 'live' } })
    }),
  )
  const tab = tabOf('olga')
  await vi.waitFor(() => expect(tab.connection()).toEqual({ phase: 'live' }))
})

test('what is said again is no news', async () => {
  const [tab, leader] = [tabOf('olga'), keep(makeLeaderLink('olga', () => undefined))]
  const heard: string[] = []
  tab.listen(({ t }) => heard.push(t))
  const shown: string[] = []
  const stop = createRoot((dispose) => {
    createComputed(() => shown.push(tab.connection().phase))
    return dispose
  })
  for (const phase of ['offline', 'offline', 'live'] as const) leader.tell({ t: 'state', connection: { phase } })
  await vi.waitFor(() => expect(heard.filter((t) => t === 'state')).toHaveLength(3))
  stop()
  expect(shown).toEqual(['connecting', 'offline', 'live'])
})

test('what is said after the end, by a tab or by whoever led, is no failure', () => {
  const [tab, leader] = [makeLink('olga'), makeLeaderLink('olga', () => undefined)]
  for (const end of [tab, leader]) end.close()
  expect(() => tab.send({ t: 'poke' })).not.toThrow()
  expect(() => leader.tell({ t: 'leads' })).not.toThrow()
})
