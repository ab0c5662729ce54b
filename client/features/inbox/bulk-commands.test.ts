import { describe, expect, test } from 'vitest'
import { type Dialog, newDialog } from '#shared/domain/dialog'
import { bulkWork } from './bulk-commands'

const dialog = (id: string, more: Partial<Dialog> = {}): Dialog => ({
  ...newDialog({ id, channelId: 'website', contactId: `${id}-contact` }, 0),
  ...more,
})

describe('[L9] an action on several chats', () => {
  test('leaves out those it does not apply to, and takes back exactly what it did', () => {
    const { commands, undo } = bulkWork({ do: 'close' }, [
      dialog('a', { lastInSeq: 7 }),
      dialog('b', { state: 'closed' }),
      dialog('c', { state: 'spam' }),
    ])
    expect(commands).toEqual([{ type: 'dialog.close', args: { dialogId: 'a', seen: 7 } }])
    expect(undo).toEqual([{ type: 'dialog.reopen', args: { dialogId: 'a' } }])
  })

  test('gives each chat back to whoever had it', () => {
    const work = bulkWork({ do: 'assign', to: 'olga' }, [
      dialog('a'),
      dialog('b', { assigneeId: 'pavel' }),
      dialog('c', { assigneeId: 'olga' }),
    ])
    expect(work.commands.map(({ args }) => args)).toEqual([
      { dialogId: 'a', to: 'olga', seenAssignee: null },
      { dialogId: 'b', to: 'olga', seenAssignee: 'pavel' },
    ])
    expect(work.undo.map(({ args }) => args)).toEqual([
      { dialogId: 'a', to: null, seenAssignee: 'olga' },
      { dialogId: 'b', to: 'pavel', seenAssignee: 'olga' },
    ])
  })

  test('moves closed chats and spam back', () => {
    const types = (action: Parameters<typeof bulkWork>[0]) =>
      bulkWork(action, [dialog('a'), dialog('b', { state: 'closed' }), dialog('c', { state: 'spam' })]).commands.map(
        ({ type, args }) => `${type} ${'dialogId' in args ? args.dialogId : ''}`,
      )
    expect(types({ do: 'reopen' })).toEqual(['dialog.reopen b'])
    expect(types({ do: 'spam' })).toEqual(['dialog.spam a', 'dialog.spam b'])
    expect(types({ do: 'unspam' })).toEqual(['dialog.unspam c'])
  })
})
