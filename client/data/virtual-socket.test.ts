import { afterEach, describe, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { ToLeader } from './link'
import { makeFakeLink } from './link-fixture'
import { virtualSocketClass } from './virtual-socket'

type Sent<T extends ToLeader['t']> = Extract<ToLeader, { t: T }>

function makeTab(phase: 'live' | 'offline' = 'live') {
  const fake = makeFakeLink(phase)
  const of = <T extends ToLeader['t']>(t: T) => fake.sent.filter((message): message is Sent<T> => message.t === t)
  const Socket = virtualSocketClass(fake.link)
  return { ...fake, of, Socket, lastSocket: () => of('doc-open').at(-1)?.socket ?? '' }
}

const state = (phase: 'live' | 'connecting') => ({ t: 'state', connection: { phase } }) as const
const catchingUp = { t: 'state', connection: { phase: 'catching-up', done: 1, total: 2 } } as const

describe('the virtual socket', () => {
  test('asks for its document, by the last part of its address, and opens when the leader has', () => {
    const { Socket, of, hear, lastSocket } = makeTab()
    const socket = new Socket('ws://okno/doc/note.d.n')
    let isOpen = false
    socket.onopen = () => {
      isOpen = true
    }
    expect(of('doc-open')).toMatchObject([{ doc: 'note.d.n' }])
    hear({ t: 'doc-opened', socket: 'another' })
    expect(isOpen).toBe(false)
    hear({ t: 'doc-opened', socket: lastSocket() })
    expect([isOpen, socket.readyState]).toEqual([true, 1])
  })

  test('waits for a connection, and ends with it', () => {
    const { Socket, of, hear, lastSocket, count } = makeTab('offline')
    const socket = new Socket('ws://okno/doc/remark.c')
    const closed: number[] = []
    socket.onclose = ({ code }) => closed.push(code)
    expect(of('doc-open')).toEqual([])
    hear(state('live'))
    hear({ t: 'doc-opened', socket: lastSocket() })
    hear(catchingUp)
    expect(closed).toEqual([])
    hear(state('connecting'))
    // Below 4400: y-websocket's provider comes back after it.
    expect(closed).toEqual([1000])
    expect(count()).toBe(0)
  })

  test('hears what is meant for it alone, in a buffer of its own', () => {
    const { Socket, hear, lastSocket } = makeTab()
    const socket = new Socket('ws://okno/doc/remark.c')
    const heard: number[][] = []
    socket.onmessage = ({ data }) => heard.push([...new Uint8Array(data)])
    hear({ t: 'doc-opened', socket: lastSocket() })
    hear({ t: 'doc-message', socket: 'another', bytes: new Uint8Array([9]) })
    hear({ t: 'doc-message', socket: lastSocket(), bytes: new Uint8Array([0, 1, 2, 3]).subarray(1, 3) })
    expect(heard).toEqual([[1, 2]])
  })

  test('sends nothing before it is open or after it is closed, and closes once', () => {
    const { Socket, of, hear, lastSocket } = makeTab()
    const socket = new Socket('ws://okno/doc/remark.c')
    const awareness = new Uint8Array([1, 1, 0])
    socket.send(awareness)
    hear({ t: 'doc-opened', socket: lastSocket() })
    socket.send(awareness)
    socket.close()
    socket.close()
    socket.send(awareness)
    expect([of('doc-send').length, of('doc-close').length]).toEqual([1, 1])
  })

  test('that is refused is closed', () => {
    const { Socket, hear, lastSocket } = makeTab()
    const socket = new Socket('ws://okno/doc/remark.c')
    hear({ t: 'doc-refused', socket: lastSocket() })
    expect(socket.readyState).toBe(3)
  })
})

describe('[TUN1] y-websocket’s provider on it', () => {
  const providers: WebsocketProvider[] = []
  afterEach(() => {
    for (const provider of providers.splice(0)) provider.destroy()
  })

  function openProvider() {
    const tab = makeTab()
    const doc = new Y.Doc()
    const provider = new WebsocketProvider('ws://okno/doc', 'remark.c', doc, { WebSocketPolyfill: tab.Socket, disableBc: true })
    providers.push(provider)
    tab.hear({ t: 'doc-opened', socket: tab.lastSocket() })
    const kinds = () => tab.of('doc-send').map(({ bytes }) => [bytes[0], bytes[0] === 0 ? bytes[1] : null])
    return { ...tab, doc, provider, kinds }
  }

  test('tells the server what it has and where its caret is, and never an update', () => {
    const { doc, provider, kinds } = openProvider()
    doc.getText('text').insert(0, 'Привет')
    provider.awareness.setLocalStateField('caret', 1)
    expect(kinds().filter(([kind, step]) => kind === 0 && step !== 0)).toEqual([])
    expect(kinds()).toContainEqual([0, 0])
    expect(kinds()).toContainEqual([1, null])
  })

  test('does not answer the server’s state vector with local updates either', () => {
    const { doc, hear, kinds, lastSocket } = openProvider()
    doc.getText('text').insert(0, 'Привет')
    // Step 1 of an empty document: a peer that has nothing asks for everything.
    hear({ t: 'doc-message', socket: lastSocket(), bytes: new Uint8Array([0, 0, 1, 0]) })
    expect(kinds().filter(([kind, step]) => kind === 0 && step !== 0)).toEqual([])
  })

  test('takes in what the server says, and is synced', () => {
    const { doc, provider, hear, lastSocket } = openProvider()
    const other = new Y.Doc()
    other.getText('text').insert(0, 'Привет')
    const update = Y.encodeStateAsUpdate(other)
    hear({ t: 'doc-message', socket: lastSocket(), bytes: new Uint8Array([0, 1, update.length, ...update]) })
    expect([doc.getText('text').toString(), provider.synced]).toEqual(['Привет', true])
  })
})
