/** Okno, as `npm start` runs it, set up through its own interface; data that is there before it starts is written through its store. */
import { join } from 'node:path'
import { remarkDocument } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import { openStore } from '../../store/open'
import { oknoSync } from '../dialect/sync'
import { yWebsocket } from '../dialect/y-websocket'
import { entry } from '../entry'
import { type Running, startServer } from '../process'
import type { Contender, Data } from './contender'
import { writeDialogs } from './dialogs'

const OWNER = { email: 'bench@example.com', password: 'bench-password' }

export interface SetUp {
  readonly cookie: string
  readonly key: string
  readonly channelId: string
}

/** Of the data last prepared: lanes run one after another. */
let current: SetUp = { cookie: '', key: '', channelId: '' }

export const setUp = (): SetUp => current

export function startOkno(folder: string, more: Record<string, string> = {}): Promise<Running> {
  const owner = { OKNO_OWNER_EMAIL: OWNER.email, OKNO_OWNER_PASSWORD: OWNER.password }
  const env = { HOST: '127.0.0.1', PORT: '0', OKNO_DATA: folder, ...owner, ...more }
  // As `npm start` does.
  return startServer(entry('main'), { flags: ['--max-semi-space-size=64'], env, started: /"port":(\d+)/ })
}

/** A workspace with an owner who is signed in, a key for programs, and dialogs. @returns the dialogs' contacts. */
export async function prepareOkno(folder: string, dialogs: number): Promise<readonly { dialogId: string; contactId: string }[]> {
  const server = await startOkno(folder)
  const url = `http://localhost:${server.port}`
  const signedIn = await fetch(`${url}/api/sign-in`, { method: 'POST', body: JSON.stringify({ ...OWNER, device: 'bench' }) })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { cookie, origin: url }
  const made = await fetch(`${url}/api/keys`, { method: 'POST', headers, body: JSON.stringify({ name: 'bench' }) })
  const { key } = (await made.json()) as { key: string }
  const { channels } = (await (await fetch(`${url}/api/channels`, { headers })).json()) as { channels: { id: string }[] }
  await server.kill()
  current = { cookie, key, channelId: channels[0]?.id ?? '' }
  const store = await openStore({ path: join(folder, 'okno.db') })
  const written = await writeDialogs(store, { count: dialogs, channelId: current.channelId })
  await store.close()
  return written
}

async function prepare(folder: string, { documents, content }: Data): Promise<readonly string[]> {
  const contacts = await prepareOkno(folder, documents)
  const names = contacts.map(({ contactId }) => remarkDocument(contactId))
  if (!content) return names
  const store = await openStore({ path: join(folder, 'okno.db') })
  const state = Buffer.from(content).toString('base64')
  for (let start = 0; start < names.length; start += 100) {
    const some = names.slice(start, start + 100)
    await store.transact(async () => ({
      writes: {
        changes: some.map((id) => change('document', { id, state, text: '', generation: 0, crc: null })),
        documentUpdates: some.map((doc) => ({ doc, updateId: newId(), authorId: null, at: 0, bytes: content })),
      },
      value: null,
    }))
  }
  await store.close()
  return names
}

export const okno: Contender = {
  name: 'Okno',
  isLimit: false,
  isDurable: true,
  dialect: yWebsocket((document) => `/yjs/${document}?key=${current.key}`, null),
  manyDialect: oknoSync(() => current.cookie),
  prepare,
  start: startOkno,
}
