/** What happened before a journey begins: written through the server's own rules while the server is down. */
import { join } from 'node:path'
import type { Channel } from '#shared/domain/channel'
import { type Id, newId } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import { createInbound } from '../../server/channels/inbound'
import { createCommitter } from '../../server/commands/committer'
import { createRoster } from '../../server/commands/roster'
import { openStore } from '../../server/store/open'
import type { Okno } from './okno'

export interface Past {
  /** @returns the id of a new channel, which delivers nowhere. */
  channel(kind: Channel['kind'], name: string): Promise<Id>
  /** The messages of one customer, oldest first, a minute apart until `until`. @returns the dialog. */
  wrote(customer: string, texts: readonly string[], where?: { channelId?: Id; until?: number }): Promise<Id>
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
