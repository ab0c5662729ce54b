import { describe, expect, it } from 'vitest'
import type { ChannelKind } from '#shared/domain/channel'
import type { MessageItem } from '#shared/domain/item'
import { ru } from '../../i18n/ru'
import { doingsOf } from './message-doings'

const message = (more: Partial<MessageItem> = {}): MessageItem => ({
  id: 'm',
  dialogId: 'd',
  dseq: 1,
  at: 1,
  kind: 'message',
  direction: 'out',
  authorId: 'o',
  text: 'Да',
  attachments: [],
  replyTo: null,
  state: 'read',
  error: null,
  ...more,
})

const doings = (kind: ChannelKind, item: MessageItem, isPending = false) => {
  const channel = { id: 'c', kind, name: 'c', isSample: false, greeting: '' }
  const all = doingsOf({ item, row: { channel }, isPending }, ru.chat.change)
  return { can: all.filter(({ why }) => why === null).map(({ what }) => what), cannot: all.filter(({ why }) => why !== null) }
}

describe('what can be done with a message', () => {
  it('[W3] all of it where the channel can', () => {
    expect(doings('widget', message()).can).toEqual(['reply', 'copy', 'note', 'edit', 'remove'])
    expect(doings('widget', message({ direction: 'in', state: 'received' })).can).toEqual(['reply', 'react', 'copy', 'note'])
  })
  it('[W3] what the channel cannot is shown with the reason', () => {
    const { can, cannot } = doings('sms', message())
    expect(can).toEqual(['copy', 'note'])
    expect(cannot).toEqual([
      { what: 'reply', why: ru.chat.change.cannotReply },
      { what: 'edit', why: ru.chat.change.cannotEdit },
      { what: 'remove', why: ru.chat.change.cannotRemove },
    ])
  })
  it('[W3] a failed message is sent again, changed or put aside in every channel; one not yet at the server is neither answered nor reacted to', () => {
    expect(doings('widget', message({ state: 'failed' })).can).toContain('retry')
    expect(doings('sms', message({ state: 'failed' })).can).toEqual(['copy', 'note', 'retry', 'edit', 'discard'])
    expect(doings('sms', message({ state: 'unknown' })).can).toEqual(['copy', 'note', 'retry'])
    expect(doings('widget', message({ state: 'queued' }), true).can).toEqual(['copy', 'note', 'edit', 'remove'])
  })
  it('[W5] nothing is done with a deleted message', () => {
    expect(doings('widget', message({ deleted: { by: null, at: 2 } })).can).toEqual([])
  })
})
