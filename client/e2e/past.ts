/** What happened before a journey begins: written through the server's own rules while the server is down. */
import { join } from 'node:path'
import type { Attachment } from '#shared/domain/attachment'
import type { Channel } from '#shared/domain/channel'
import { type Id, newId } from '#shared/domain/id'
import type { Pipeline } from '#shared/domain/pipeline'
import { type Change, change } from '#shared/domain/row'
import { createInbound } from '../../server/channels/inbound'
import type { InboundEvent, InboundOutcome } from '../../server/channels/port'
import { createCommitter } from '../../server/commands/committer'
import { createRoster } from '../../server/commands/roster'
import { makeSound } from '../../server/demo/sound'
import { makeBlobFiles } from '../../server/http/blob-files'
import { openStore } from '../../server/store/open'
import type { Okno } from './okno'

export interface Past {
  /** @returns the id of a new channel, which delivers nowhere. */
  channel(kind: Channel['kind'], name: string): Promise<Id>
  /** The messages of one customer, oldest first, a minute apart until `until`. @returns the dialog. */
  wrote(customer: string, texts: readonly string[], where?: { channelId?: Id; until?: number }): Promise<Id>
  /** Anything that a channel tells of. */
  told(event: InboundEvent): Promise<InboundOutcome>
  /** A file that a customer of this name has sent, or will. */
  file(customer: string, bytes: Uint8Array, facts: { name: string; mime: string; dialogId?: Id }): Promise<Attachment>
  /** What a channel has learnt. */
  remember(channelId: Id, key: string, value: string): Promise<void>
  /** Rows as they are, given the first pipeline. */
  write(rows: (pipeline: Pipeline) => readonly Change[]): Promise<void>
  readonly website: Id
}

const MINUTE_MS = 60_000

export async function past(okno: Okno, happen: (past: Past) => Promise<void>): Promise<void> {
  const website = await okno.channelId()
  await okno.stop()
  const store = await openStore({ path: join(okno.dataFolder, 'okno.db'), threads: false })
  try {
    const roster = await createRoster(store)
    const committer = createCommitter({ store, roster: () => roster.rows(), publish: ({ rows }) => roster.update(rows) })
    let now = 0
    const accept = createInbound({ committer, clock: () => now })
    await happen({
      async channel(kind, name) {
        const id = newId()
        const channel: Channel = { id, kind, name, isSample: true, greeting: '' }
        await committer.transact(async () => ({ writes: { changes: [change('channel', channel)] }, value: null }))
        return id
      },
      website,
      remember: (channelId, key, value) => store.channels.remember(channelId, key, value),
      async write(rows) {
        // The store returns what was written under the kind.
        const pipeline = (await store.all('pipeline'))[0]?.row as Pipeline
        await committer.transact(async () => ({ writes: { changes: rows(pipeline) }, value: null }))
      },
      async told(event) {
        now = Date.now()
        return await accept(event)
      },
      async file(customer, bytes, { name, mime, dialogId }) {
        const facts = { id: newId(), name, mime, size: bytes.length }
        const sha256 = await makeBlobFiles(join(okno.dataFolder, 'blobs')).write(bytes)
        await store.blobs.add({
          ...facts,
          sha256,
          owner: { kind: 'visitor', id: customer },
          dialogId: dialogId ?? null,
          createdAt: Date.now(),
        })
        return facts
      },
      async wrote(customer, texts, { channelId = website, until = Date.now() } = {}) {
        let dialogId: Id | null = null
        for (const [index, text] of texts.entries()) {
          now = until - (texts.length - 1 - index) * MINUTE_MS
          const key = newId()
          const peer = { key: customer, name: customer, origin: null }
          const outcome = await accept({ type: 'message', channelId, peer, key, text, attachments: [], raw: '' })
          if (!outcome.ok) throw new Error(`The message was not taken: ${outcome.reason}`)
          dialogId = outcome.dialogId
        }
        if (dialogId === null) throw new Error('Nothing was written')
        return dialogId
      },
    })
  } finally {
    await store.close()
    await okno.start()
  }
}

/** A customer has written, and sent a recording of so many seconds. */
export async function recordingCame(okno: Okno, seconds: number): Promise<void> {
  await past(okno, async ({ told, file, website }) => {
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const first = await told({ type: 'message', channelId: website, peer, key: 'a', text: 'слушайте', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const sound = await file('anna', makeSound(seconds).bytes, { name: 'запись.wav', mime: 'audio/wav', dialogId })
    await told({ type: 'message', channelId: website, peer, key: 'b', text: '', attachments: [sound], raw: '' })
  })
}
