import { describe, expect, test } from 'vitest'
import type { CommandArgs } from '#shared/commands/catalogue'
import { act, saveDraft, send } from './act'
import { furnish, makeDevice } from './device-fixture'
import { InvalidCommand, justMade } from './outbox-row'
import type { Store } from './view'

const attachment = (id: string) => ({ id, name: 'a.png', mime: 'image/png', size: 1 })
const vaultFile = (id: string) => ({ id, name: 'a.png', mime: 'image/png', blob: new Blob(['x']), isUploaded: false, at: Date.now() })
const rows = ({ vault }: Store) => vault.outbox.orderBy('n').toArray()
const drafts = async (device: Store) =>
  (await rows(device)).map(({ args, state }) => {
    const { base, text } = args as CommandArgs<'draft.set'>
    return [state, base, text]
  })
/** As the leader does when the server has answered. */
const becomes = (device: Store, state: 'sent' | 'done' | 'refused') => device.vault.outbox.toCollection().modify({ state, seq: 1 })
const stored = (device: Store, text: string) => device.replica.drafts.put({ id: 'olga.d', operatorId: 'olga', dialogId: 'd', text })

describe('what the operator does', () => {
  test('is durable in the vault, ready to be sent, with its lane and dialog', async () => {
    const device = makeDevice()
    const id = await act(device, 'dialog.spam', { dialogId: 'd' })
    expect(await rows(device)).toMatchObject([{ id, state: 'waiting', lane: 'dialog/d', dialogId: 'd', files: [], notBefore: 0 }])
  })

  test('keeps its order', async () => {
    const device = makeDevice()
    const ids = []
    for (let n = 0; n < 5; n += 1) ids.push(await act(device, 'dialog.spam', { dialogId: 'd' }))
    expect((await rows(device)).map(({ id }) => id)).toEqual(ids)
  })

  test('names the files that must be uploaded first', async () => {
    const device = makeDevice()
    for (const id of ['f1', 'f2']) await device.vault.files.add(vaultFile(id))
    const args = {
      dialogId: 'd',
      itemId: 'i',
      text: '',
      attachments: [attachment('f1'), attachment('f2'), attachment('elsewhere')],
      replyTo: null,
      seen: 0,
      ifUnchanged: false,
    }
    await act(device, 'message.send', args)
    expect(await rows(device)).toMatchObject([{ files: ['f1', 'f2'] }])
  })

  test('that does not fit its schema is thrown back at once and not stored', async () => {
    const device = makeDevice()
    await expect(act(device, 'contact.addPhone', { dialogId: 'd', contactId: 'c', phone: 'abc' })).rejects.toBeInstanceOf(InvalidCommand)
    expect(await rows(device)).toEqual([])
  })
})

describe('a draft', () => {
  test('that goes on being typed is one command, based on what the first edit was based on', async () => {
    const device = makeDevice()
    await furnish(device)
    await stored(device, 'П')
    for (const text of ['Пр', 'При', 'Привет']) await saveDraft(device, 'd', text)
    expect(await drafts(device)).toEqual([['waiting', 'П', 'Привет']])
  })

  test('waits for the typing to pause', async () => {
    const device = makeDevice()
    await saveDraft(device, 'd', 'П')
    const [row] = await rows(device)
    expect(row?.notBefore).toBeGreaterThan(row?.createdAt ?? 0)
  })

  test('typed on after it was sent is based on what was sent', async () => {
    for (const state of ['sent', 'done'] as const) {
      const device = makeDevice()
      await saveDraft(device, 'd', 'При')
      await becomes(device, state)
      await saveDraft(device, 'd', 'Привет')
      await saveDraft(device, 'd', 'Привет!')
      expect(await drafts(device)).toEqual([
        [state, '', 'При'],
        ['waiting', 'При', 'Привет!'],
      ])
    }
  })

  test('that was refused is nobody’s base', async () => {
    const device = makeDevice()
    await stored(device, 'Ста')
    await saveDraft(device, 'd', 'Старый')
    await becomes(device, 'refused')
    await saveDraft(device, 'd', 'Новый')
    expect((await drafts(device)).at(-1)).toEqual(['waiting', 'Ста', 'Новый'])
  })

  test('typed and taken back before it left leaves nothing to send', async () => {
    const device = makeDevice()
    await stored(device, 'При')
    await saveDraft(device, 'd', 'Привет')
    await saveDraft(device, 'd', 'При')
    expect(await rows(device)).toEqual([])
  })

  test('of one dialog leaves those of others alone', async () => {
    const device = makeDevice()
    await saveDraft(device, 'd', 'один')
    await saveDraft(device, 'e', 'два')
    await saveDraft(device, 'd', 'один!')
    expect((await drafts(device)).map(([, , text]) => text)).toEqual(['два', 'один!'])
  })

  test('made from an older one keeps what another device has written meanwhile', async () => {
    const device = makeDevice()
    await stored(device, 'Добрый день')
    await saveDraft(device, 'd', 'Добрый вечер', 'Добрый')
    expect(await drafts(device)).toEqual([['waiting', 'Добрый день', 'Добрый день\nДобрый вечер']])
  })

  test('made from the newest one replaces it, whatever it takes away', async () => {
    const device = makeDevice()
    await stored(device, 'Добрый день\nДобрый вечер')
    await saveDraft(device, 'd', 'Добрый', 'Добрый день\nДобрый вечер')
    await saveDraft(device, 'd', '', 'Добрый')
    expect(await drafts(device)).toEqual([['waiting', 'Добрый день\nДобрый вечер', '']])
  })

  test('saved many times at once is one command with the last text', async () => {
    const device = makeDevice()
    await Promise.all(['а', 'аб', 'абв', 'абвг'].map((text) => saveDraft(device, 'd', text)))
    expect(await drafts(device)).toEqual([['waiting', '', 'абвг']])
  })
})

describe('a reply', () => {
  const reply = (text: string) => ({
    ...justMade(),
    args: { dialogId: 'd', itemId: 'i', text, attachments: [], replyTo: null, seen: 0, ifUnchanged: false },
    draft: text,
  })
  const types = async (device: Store) => (await rows(device)).map(({ type }) => type)

  test('[F3] takes the draft that had not left with it', async () => {
    const device = makeDevice()
    await saveDraft(device, 'd', 'Привет')
    await send(device, reply('Привет'))
    expect(await types(device)).toEqual(['message.send'])
  })

  test('[DEV8] stored again by the page that finds it written down is one reply, and spares the draft begun since', async () => {
    const device = makeDevice()
    const sent = reply('Привет')
    await send(device, sent)
    await saveDraft(device, 'd', 'И ещё')
    await send(device, sent)
    expect(await types(device)).toEqual(['message.send', 'draft.set'])
    expect((await rows(device))[0]).toMatchObject({ id: sent.id, createdAt: sent.createdAt })
  })

  test('[F3] ends the draft that other devices know of', async () => {
    const device = makeDevice()
    await saveDraft(device, 'd', 'При')
    await becomes(device, 'sent')
    await saveDraft(device, 'd', 'Привет')
    await send(device, reply('Привет'))
    expect((await rows(device)).map(({ type, args }) => [type, (args as { text: string }).text])).toEqual([
      ['draft.set', 'При'],
      ['message.send', 'Привет'],
      ['draft.set', ''],
    ])
    expect((await drafts(device)).at(-1)).toEqual(['waiting', 'При', ''])
  })

  test('[F3] ends a draft of which only the server’s copy is left', async () => {
    const device = makeDevice()
    await stored(device, 'Привет')
    await send(device, reply('Привет'))
    expect((await drafts(device)).at(-1)).toEqual(['waiting', 'Привет', ''])
  })
})
