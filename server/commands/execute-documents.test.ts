import { describe, expect, test } from 'vitest'
import type { Command, CommandArgs, CommandType } from '#shared/commands/catalogue'
import { noteDocument, sharedDraftDocument } from '#shared/domain/document'
import { change } from '#shared/domain/row'
import { dialogRows, makeParts, NOON, OLGA, PAVEL, type Parts } from '../parts-fixture'

const command = <T extends CommandType>(id: string, type: T, args: CommandArgs<T>): Command => ({ id, type, args })

const sendShared = (id: string, draftId = 's'): Command =>
  command(id, 'message.send', {
    dialogId: 'd',
    itemId: `item-${id}`,
    text: 'Да, есть',
    attachments: [],
    replyTo: null,
    seen: 0,
    ifUnchanged: false,
    sharedDraft: draftId,
  })

async function run(parts: Parts, actor: typeof OLGA, ...commands: Command[]) {
  return (await Promise.all(await parts.executor.admit(actor, commands))).map(({ status, code }) => code ?? status)
}

async function makeShared(): Promise<Parts> {
  const parts = await makeParts()
  await parts.put(...dialogRows('d'))
  expect(await run(parts, OLGA, command('c1', 'draft.share', { dialogId: 'd', draftId: 's' }))).toEqual(['done'])
  return parts
}

const DRAFT = sharedDraftDocument('d', 's')
const messages = async (parts: Parts) => (await parts.items('d')).filter(({ kind }) => kind === 'message')

describe('a shared draft', () => {
  test('[SHD1] sent by two people at once goes out once, and the other is told', async () => {
    const parts = await makeShared()
    const both = await Promise.all([run(parts, OLGA, sendShared('o')), run(parts, PAVEL, sendShared('p'))])
    expect(both.flat().sort()).toEqual(['done', 'taken'])
    expect(await messages(parts)).toHaveLength(1)
    expect((await parts.row('dialog', 'd'))?.sharedDraft).toBeNull()
    expect(await run(parts, PAVEL, sendShared('again'))).toEqual(['taken'])
  })

  test('[SHD1] taken back cannot be sent any more, nor taken back twice', async () => {
    const parts = await makeShared()
    const unshare = (id: string) => command(id, 'draft.unshare', { dialogId: 'd', draftId: 's' })
    expect(await run(parts, PAVEL, unshare('u1'), unshare('u2'), sendShared('late'))).toEqual(['done', 'taken', 'taken'])
    expect(await messages(parts)).toEqual([])
  })

  test('[C7] keeps what it answers, and its place, whoever says so again', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('d'))
    const share = (id: string, draftId: string, replyTo: string | null) =>
      command(id, 'draft.share', { dialogId: 'd', draftId, replyTo, ...(replyTo ? { way: 'private' as const } : {}) })
    expect(await run(parts, OLGA, share('c1', 's', 'asked'), share('c2', 's', null))).toEqual(['done', 'done'])
    expect((await parts.row('dialog', 'd'))?.sharedDraft).toMatchObject({ id: 's', by: OLGA.operatorId, replyTo: 'asked', way: 'private' })
  })

  test('[SHD2] is one at a time in a dialog', async () => {
    const parts = await makeShared()
    expect(await run(parts, PAVEL, command('c2', 'draft.share', { dialogId: 'd', draftId: 's2' }))).toEqual(['taken'])
    expect(await run(parts, PAVEL, sendShared('o', 's2'))).toEqual(['taken'])
    expect(await run(parts, OLGA, sendShared('o2'))).toEqual(['done'])
    expect(await run(parts, PAVEL, command('c3', 'draft.share', { dialogId: 'd', draftId: 's2' }))).toEqual(['done'])
  })

  test('[SHD3] leaves no text behind when it has ended', async () => {
    const parts = await makeShared()
    await keepText(parts, DRAFT)
    await run(parts, OLGA, sendShared('o'))
    expect(await traces(parts, DRAFT)).toEqual({ row: undefined, updates: false, versions: [] })
  })
})

test('[ERS1] a removed note is removed from the database too: its updates, versions, row and text', async () => {
  const parts = await makeParts()
  await parts.put(
    ...dialogRows('d', { lastSeq: 1 }),
    change('item', { id: 'n', dialogId: 'd', dseq: 1, at: NOON, kind: 'note', authorId: 'olga', text: 'тайна', deleted: false }),
  )
  const doc = noteDocument('d', 'n')
  await keepText(parts, doc)
  expect(await traces(parts, doc)).toMatchObject({ updates: true, versions: [{ text: 'тайна' }] })
  await run(parts, PAVEL, command('c', 'note.remove', { dialogId: 'd', itemId: 'n' }))
  expect(await traces(parts, doc)).toEqual({ row: undefined, updates: false, versions: [] })
  expect(await parts.row('item', 'n')).toMatchObject({ text: '', deleted: true })
  // Devices are told to forget it as well.
  expect(parts.commits.at(-1)?.rows.find(({ kind }) => kind === 'document')).toMatchObject({ id: doc, row: null })
})

test('[MEN3] whoever looks into a dialog is no longer called there, and nobody else is touched', async () => {
  const parts = await makeParts()
  await parts.put(...dialogRows('d', { mentioned: ['olga', 'pavel'] }))
  expect(await run(parts, PAVEL, command('c', 'dialog.readMentions', { dialogId: 'd' }))).toEqual(['done'])
  expect((await parts.row('dialog', 'd'))?.mentioned).toEqual(['olga'])
})

async function keepText(parts: Parts, doc: string): Promise<void> {
  const version = { doc, n: 1, startedAt: NOON, at: NOON, authors: ['olga'], text: 'тайна' }
  await parts.write({
    changes: [change('document', { id: doc, state: 'AAA=', text: 'тайна', generation: 0, crc: null })],
    documentUpdates: [{ doc, updateId: 'u', authorId: 'olga', at: NOON, bytes: new Uint8Array([0, 0]) }],
    projections: [{ doc, upTo: 1, version }],
  })
}

const traces = async (parts: Parts, doc: string) => ({
  row: await parts.row('document', doc),
  updates: (await parts.store.documents([doc])).has(doc),
  versions: await parts.store.documentVersions(doc, 9),
})
