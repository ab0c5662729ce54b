/** The bridge of the documentation, run as it stands, against the HTTP interface. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { OPENAPI } from '../../http/openapi'
import { eventually } from '../channel-contract/ends'
import { openShop, type Shop } from '../channel-contract/shop'
import { gateway } from './connector'

const BRIDGE = fileURLToPath(new URL('../../../docs/channels/bridge.mjs', import.meta.url))
const SECRET = 'a secret that both of them know'

describe('docs/channels/bridge.mjs', () => {
  let bridge: ChildProcess | null = null
  let door: Server | null = null
  let shop: Shop | null = null
  afterEach(async () => {
    bridge?.kill()
    door?.closeAllConnections()
    door?.close()
    await shop?.close()
  })

  /** As http/hooks does it: read, handed over, stored, answered. */
  async function openDoor(): Promise<string> {
    door = createServer(async (request, response) => {
      const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://okno')
      const bytes = await buffer(request)
      const live = shop?.connections.live(pathname.split('/').at(-1) ?? '')
      const header = (name: string) => request.headers[name]?.toString()
      const method = request.method === 'GET' ? 'GET' : 'POST'
      const answer = await live?.connection.hook?.({ method, query, header, bytes })
      if (answer?.received) await live?.receive(answer.received)
      response.writeHead(answer?.status ?? 404).end(answer?.file ? 'hello' : answer?.body)
    })
    door.listen(0, '127.0.0.1')
    await once(door, 'listening')
    return `http://127.0.0.1:${(door.address() as AddressInfo).port}`
  }

  async function startBridge(okno: string): Promise<string> {
    bridge = spawn(process.execPath, [BRIDGE], {
      env: { OKNO_HOOK: `${okno}/hooks/gateway/channel`, SECRET, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = bridge.stdout ? await once(bridge.stdout, 'data') : ['']
    return `http://127.0.0.1:${/bridge on (\d+)/.exec(String(line))?.[1]}`
  }

  test('[H12] brings what is said there, and sends what is answered here, each once', async () => {
    const okno = await openDoor()
    const url = await startBridge(okno)
    shop = await openShop({ connector: gateway, settings: { url: `${url}/okno` }, secrets: { secret: SECRET } })
    const said = (id: string) => fetch(`${url}/said`, { method: 'POST', body: JSON.stringify({ id, from: 'olena', text: 'Добрий день' }) })
    expect((await said('m1')).status).toBe(202)
    expect((await said('m1')).status).toBe(202)
    const [dialog] = await eventually(async () => {
      expect(await shop?.messages()).toMatchObject([{ text: 'Добрий день', direction: 'in' }])
      return (await shop?.dialogs()) ?? []
    })
    const file = await shop.file('a.txt', new TextEncoder().encode('hello'))
    await shop.reply(dialog?.id ?? '', 'Вітаємо', { attachments: [file] })
    await eventually(async () => expect((await shop?.messages())?.at(-1)?.state).toBe('sent'))
    expect(await (await fetch(`${url}/sent`)).json()).toEqual([{ to: 'olena', text: 'Вітаємо', files: [5] }])
  })
})

test('[H12] the OpenAPI document is whole: every reference leads somewhere', () => {
  const References = v.array(v.string())
  const found = v.parse(
    References,
    [...JSON.stringify(OPENAPI).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  )
  const defined = Object.keys(OPENAPI.components.schemas)
  expect(found.length).toBeGreaterThan(5)
  expect(found.filter((name) => !defined.includes(name))).toEqual([])
  expect(Object.keys(OPENAPI.paths)).toEqual(['/hooks/gateway/{channel}'])
})
