/** Somebody's bridge and a customer behind it, as the contract of channels drives them. */
import { readFile } from 'node:fs/promises'
import type { ContractPeer, Got } from '../channel-contract/peer'
import type { Shop } from '../channel-contract/shop'
import { gateway } from './connector'
import { startBridge } from './test-bridge'

const SECRET = 'a secret that both of them know'

export async function makeBridgePeer(): Promise<ContractPeer> {
  const bridge = await startBridge(SECRET)
  let shop: Shop | null = null
  let last = ''
  let count = 0

  /** By the door that HTTP leads to, so that what is signed is what is looked at. */
  async function post(body: string): Promise<void> {
    last = body
    for (;;) {
      const live = shop?.connections.live(shop.channelId)
      const bytes = new TextEncoder().encode(body)
      const headers: Readonly<Record<string, string>> = bridge.signed(body)
      const answer = await live?.connection.hook?.({ method: 'POST', query: new URLSearchParams(), header: (name) => headers[name], bytes })
      if (answer?.status === 202) return await live?.receive(answer.received ?? [])
      // Between two processes there is nobody to tell; a bridge tells again.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const tell = (event: object) => post(JSON.stringify({ peer: { id: 'olena', name: 'Олена' }, ...event }))

  return {
    connector: gateway,
    settings: { url: bridge.url },
    secrets: { secret: SECRET },
    wrongSecrets: { secret: 'another secret than theirs' },
    opened: (opened) => {
      shop = opened
    },
    media: {
      photo: {
        bytes: PNG,
        name: 'a.png',
        mime: 'image/png',
        async send(bytes) {
          count += 1
          await tell({ type: 'message', id: `in-${count}`, files: [{ name: 'a.png', base64: Buffer.from(bytes).toString('base64') }] })
          return `in-${count}`
        },
      },
    },
    async says(text, { replyTo } = {}) {
      count += 1
      await tell({ type: 'message', id: `in-${count}`, text, ...(replyTo ? { replyTo } : {}) })
      return `in-${count}`
    },
    edits: (id, text) => tell({ type: 'edited', id, text, at: Date.now() }),
    removes: (id) => tell({ type: 'deleted', id, at: Date.now() }),
    reacts: (id, emoji) => tell({ type: 'reaction', id, emojis: emoji === null ? [] : [emoji], at: Date.now() }),
    again: () => post(last),
    async got() {
      const all: Got[] = []
      for (const { id, text, replyTo, files, isDeleted } of bridge.told) {
        const message = { key: `out-${id}`, replyTo, isDeleted: isDeleted ?? false }
        if (files.length === 0) all.push({ ...message, text, file: null })
        for (const [index, { path }] of files.entries()) all.push({ ...message, text: index === 0 ? text : '', file: await fileAt(path) })
      }
      return all
    },
    failNext(how) {
      const faults = {
        'slow-down': { status: 429, retryAfter: '1' },
        'lost-answer': 'lose-answer',
        temporary: { status: 503 },
        permanent: { status: 410, error: 'номер больше не существует' },
      } as const
      bridge.fail(faults[how])
    },
    repeatsSafely: true,
    permanentReason: 'номер больше не существует',
    stop: bridge.stop,
    start: bridge.start,
    hostile: [
      '',
      'null',
      '{"type":"message"}',
      '{"type":"message","id":"x","peer":{"id":""}}',
      '{"type":"nothing"}',
      `${'['.repeat(5000)}`,
    ],
    close: bridge.stop,
  }

  async function fileAt(path: string): Promise<Uint8Array | null> {
    const query = new URL(path, 'http://okno').searchParams
    const answer = await shop?.connections
      .live(shop.channelId)
      ?.connection.hook?.({ method: 'GET', query, header: () => undefined, bytes: new Uint8Array() })
    return answer?.file ? new Uint8Array(await readFile(answer.file)) : null
  }
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
