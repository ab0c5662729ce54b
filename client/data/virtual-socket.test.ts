// @vitest-environment node
import { expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Link, ToLeader, ToTabs } from './link'
import { virtualSocketClass } from './virtual-socket'

/** A leader that opens whatever is asked for and keeps what it is given. */
function makeLeader() {
  const told: ToLeader[] = []
  const listeners = new Set<(message: ToTabs) => void>()
  const tell = (message: ToTabs) => {
    for (const listener of [...listeners]) listener(message)
  }
  const link: Link = {
    connection: () => ({ phase: 'live' }),
    send(message) {
      told.push(message)
      if (message.t === 'doc-open') queueMicrotask(() => tell({ t: 'doc-opened', socket: message.socket }))
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => undefined,
  }
  return { link, told, sent: () => told.flatMap((message) => (message.t === 'doc-send' ? [new TextDecoder().decode(message.bytes)] : [])) }
}

async function connect() {
  const leader = makeLeader()
  const doc = new Y.Doc()
  const provider = new WebsocketProvider('ws://okno/doc', 'remark.c1', doc, {
    WebSocketPolyfill: virtualSocketClass(leader.link),
    disableBc: true,
  })
  await new Promise<void>((resolve) => provider.on('status', ({ status }) => status === 'connected' && resolve()))
  return { ...leader, doc, provider }
}

test('[TUN1] a caret that moves after the greeting reaches the leader', async () => {
  const { provider, sent } = await connect()
  provider.awareness.setLocalStateField('caret', 'here')
  expect(sent().some((text) => text.includes('"caret":"here"'))).toBe(true)
  provider.destroy()
})

test('[TUN1] a local update does not pass: it leaves from the vault', async () => {
  const { doc, provider, sent } = await connect()
  doc.getText('text').insert(0, 'secret words')
  expect(sent().some((text) => text.includes('secret words'))).toBe(false)
  provider.destroy()
})
