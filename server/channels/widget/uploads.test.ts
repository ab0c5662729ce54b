import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Id, newId } from '#shared/domain/id'
import { CHANNEL, startTestServer, type TestServer } from './test-server'
import { connectVisitor, type VisitorClient } from './visitor-client'

let server: TestServer
const clients: VisitorClient[] = []
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const client of clients) client.close()
  await server.close()
})

async function visit(): Promise<VisitorClient> {
  const client = await connectVisitor({ origin: server.origin, channelId: CHANNEL.id })
  clients.push(client)
  return client
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const at = (id: Id) => `${server.origin}/widget/blobs/${id}`
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function upload(client: VisitorClient, id = newId()): Promise<Id> {
  const response = await fetch(`${at(id)}?name=lamp.png`, { method: 'PUT', headers: bearer(client.welcome.token), body: PIXEL })
  expect(response.status).toBe(200)
  return id
}

test('a picture travels by what the server knows of it, whatever its sender says', async () => {
  const client = await visit()
  const id = await upload(client)
  await client.say('', { files: [{ id, width: 640, height: 480, name: 'virus.exe', size: 7 } as { id: Id }] })
  const returned = await connectVisitor({ origin: server.origin, channelId: CHANNEL.id, token: client.welcome.token })
  clients.push(returned)
  expect(returned.welcome.messages[0]?.attachments).toEqual([
    { id, name: 'lamp.png', mime: 'image/png', size: PIXEL.length, width: 640, height: 480 },
  ])
  expect(await server.store.blobs.get(id)).toMatchObject({ dialogId: await server.dialogOf(client.welcome.token.split('~')[1] ?? '') })
})

test('the file of another visitor can be neither sent nor read', async () => {
  const [owner, thief] = [await visit(), await visit()]
  const id = await upload(owner)
  await owner.say('Вот', { files: [{ id }] })
  await expect(thief.say('Моё', { files: [{ id }] })).rejects.toThrow('invalid')
  expect((await fetch(at(id), { headers: bearer(thief.welcome.token) })).status).toBe(404)
  expect((await fetch(at(id), { headers: bearer(owner.welcome.token) })).status).toBe(200)
})

test('without a token of ours no file goes in or out', async () => {
  const client = await visit()
  const id = await upload(client)
  for (const headers of [{}, bearer('a~b~c'), { authorization: client.welcome.token }]) {
    expect((await fetch(at(id), { headers })).status).toBe(401)
    expect((await fetch(at(newId()), { method: 'PUT', headers, body: PIXEL })).status).toBe(401)
  }
})

test('a file that was never uploaded is refused', async () => {
  const client = await visit()
  await expect(client.say('', { files: [{ id: newId() }] })).rejects.toThrow('invalid')
})
