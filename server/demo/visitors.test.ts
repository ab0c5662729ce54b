import { afterEach, expect, test } from 'vitest'
import type { MessageItem } from '#shared/domain/item'
import { UNHURRIED } from '../channels/patience-fixture'
import { CHANNEL, OPERATOR, startTestServer, type TestServer } from '../channels/widget/test-server'
import { type Pace, startVisitors, type Visitors } from './visitors'

const HASTY: Pace = { arrival: [0, 50], typing: [10, 30], reading: [10, 30], patience: [600, 700], absence: [50, 100] }

let server: TestServer
let visitors: Visitors
afterEach(async () => {
  await visitors.stop()
  await server.close()
})

test('visitors write, show that they type, go on when answered, and leave without a trace when stopped', async () => {
  server = await startTestServer()
  const failures: unknown[] = []
  visitors = startVisitors({
    origin: server.origin,
    channelId: CHANNEL.id,
    seed: 3,
    visitors: 3,
    pace: HASTY,
    onError: (error) => failures.push(error),
  })
  const first = await until(() => server.events.find((event) => event.type === 'message'))
  const dialogId = await until(() => server.dialogOf(first.peer.key))
  await server.put(dialogId, answer('answer-1'))
  await server.widget.adapter.send(
    {
      id: 'answer-1',
      channelId: CHANNEL.id,
      dialogId,
      peerKey: first.peer.key,
      authorName: OPERATOR.name,
      text: 'Добрый день!',
      attachments: [],
      at: 1,
    },
    UNHURRIED,
  )
  const own = () => server.events.filter((event) => 'peer' in event && event.peer.key === first.peer.key)
  await until(() => own().find((event) => event.type === 'status' && event.state === 'read'))
  await until(() => own().filter(({ type }) => type === 'message')[1])
  await until(() => (new Set(server.events.flatMap((event) => ('peer' in event ? [event.peer.key] : []))).size === 3 ? true : undefined))
  expect(server.typings.length).toBeGreaterThan(0)
  expect(failures).toEqual([])
})

const answer = (id: string): MessageItem => ({
  id,
  dialogId: '',
  dseq: 1,
  at: 1,
  kind: 'message',
  direction: 'out',
  authorId: OPERATOR.id,
  text: 'Добрый день!',
  attachments: [],
  replyTo: null,
  state: 'sent',
  error: null,
})

async function until<T>(look: () => T | null | undefined | Promise<T | null | undefined>): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('It did not happen in time')
}
