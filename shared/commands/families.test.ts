import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Contact } from '../domain/contact'
import { change } from '../domain/row'
import { applyCommand, Command, type CommandArgs, type CommandType, parseCommand } from './catalogue'
import type { Outcome } from './spec'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

function act<T extends CommandType>(shop: Shop, type: T, args: CommandArgs<T>): Outcome {
  const outcome = applyCommand({ id: `${type.replace('.', '-')}`, type, args }, { actor: OLGA, now: NOON, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

describe('dialog commands', () => {
  test('closing does not bury a message its author had not seen', () => {
    expect(act(makeShop(), 'dialog.close', { dialogId: 'd1', seen: 0 })).toEqual({ ok: false, code: 'stale' })
    expect(act(makeShop(), 'dialog.close', { dialogId: 'd1', seen: 1 })).toMatchObject({ ok: true })
  })

  test('a dialog is given on by whoever knows whose it is', () => {
    const shop = makeShop()
    expect(act(shop, 'dialog.assign', { dialogId: 'd1', to: 'pavel', seenAssignee: null })).toMatchObject({ ok: true })
    expect(act(shop, 'dialog.assign', { dialogId: 'd1', to: 'olga', seenAssignee: null })).toEqual({ ok: false, code: 'stale' })
    expect(act(shop, 'dialog.assign', { dialogId: 'd1', to: null, seenAssignee: 'pavel' })).toMatchObject({ ok: true })
  })

  test('a former colleague, or nobody known, cannot be given a dialog', () => {
    for (const to of ['former', 'stranger'])
      expect(act(makeShop(), 'dialog.assign', { dialogId: 'd1', to, seenAssignee: null })).toEqual({ ok: false, code: 'invalid' })
  })

  test('reopening leaves spam in spam, and taking from spam opens', () => {
    const shop = makeShop()
    act(shop, 'dialog.spam', { dialogId: 'd1' })
    expect(act(shop, 'dialog.reopen', { dialogId: 'd1' })).toEqual({ ok: true, changes: [] })
    act(shop, 'dialog.unspam', { dialogId: 'd1' })
    expect(shop.get('dialog', 'd1')?.state).toBe('open')
  })
})

describe('contact commands', () => {
  const of = { dialogId: 'd1', contactId: 'c1' }

  test('the name an operator gives is theirs from then on, even when it is the same', () => {
    const shop = makeShop()
    act(shop, 'contact.rename', { ...of, name: 'Гость' })
    expect(shop.get('contact', 'c1')).toMatchObject({ name: 'Гость', nameBy: 'operator' })
  })

  test('a person is changed in their own dialog only', () => {
    expect(act(makeShop(), 'contact.rename', { dialogId: 'd2', contactId: 'c1', name: 'Анна' })).toEqual({ ok: false, code: 'not-found' })
  })

  test('one phone more than a contact can hold is refused, and devices can still read the contact', () => {
    const shop = makeShop()
    const outcomes = Array.from({ length: 21 }, (_, n) => act(shop, 'contact.addPhone', { ...of, phone: `+3806700000${10 + n}` }))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20)
    expect(outcomes.at(-1)).toEqual({ ok: false, code: 'invalid' })
    expect(v.is(Contact, shop.get('contact', 'c1'))).toBe(true)
  })

  test('one e-mail more than a contact can hold is refused too', () => {
    const shop = makeShop()
    const outcomes = Array.from({ length: 21 }, (_, n) => act(shop, 'contact.addEmail', { ...of, email: `a${n}@example.com` }))
    expect(outcomes.at(-1)).toEqual({ ok: false, code: 'invalid' })
    expect(v.is(Contact, shop.get('contact', 'c1'))).toBe(true)
  })

  test('the same address in capital letters is the same address', () => {
    const shop = makeShop()
    act(shop, 'contact.addEmail', { ...of, email: 'anna@example.com' })
    expect(act(shop, 'contact.addEmail', { ...of, email: ' Anna@Example.COM ' })).toEqual({ ok: true, changes: [] })
  })

  test('phones are E.164 or nothing', () => {
    for (const phone of ['0671234567', '+0671234567', '+38067123456789012', '+38 067', ''])
      expect(act(makeShop(), 'contact.addPhone', { ...of, phone })).toEqual({ ok: false, code: 'invalid' })
  })
})

describe('notes and drafts', () => {
  test('a removed note leaves its place behind, without its text', () => {
    const shop = makeShop()
    act(shop, 'note.create', { dialogId: 'd1', itemId: 'n1' })
    const note = shop.get('item', 'n1')
    if (note?.kind === 'note') shop.put([change('item', { ...note, text: 'Скидка 5%' })])
    act(shop, 'note.remove', { dialogId: 'd1', itemId: 'n1' })
    expect(shop.get('item', 'n1')).toMatchObject({ dseq: 2, text: '', deleted: true })
  })

  test('a message is not removed as if it were a note', () => {
    expect(act(makeShop(), 'note.remove', { dialogId: 'd1', itemId: 'asked' })).toEqual({ ok: false, code: 'not-found' })
  })

  test('nobody writes a draft for somebody else', () => {
    const args = { operatorId: 'pavel', dialogId: 'd1', text: 'x', base: '' }
    expect(act(makeShop(), 'draft.set', args)).toEqual({ ok: false, code: 'forbidden' })
  })
})

describe('[C7] a draft', () => {
  test('of a dialog that is not there is refused, and kept by whoever wrote it; an empty one is nothing', () => {
    const own = { operatorId: 'olga', dialogId: 'gone' }
    const attachment = { id: 'f', name: 'a.png', mime: 'image/png', size: 1 }
    expect(act(makeShop(), 'draft.set', { ...own, text: 'Вот', base: '' })).toEqual({ ok: false, code: 'not-found' })
    expect(act(makeShop(), 'draft.attach', { ...own, attachment })).toEqual({ ok: false, code: 'not-found' })
    expect(act(makeShop(), 'draft.set', { ...own, text: '', base: 'Вот' })).toEqual({ ok: true, changes: [] })
  })
})

describe('[C7] files of a draft', () => {
  const own = { operatorId: 'olga', dialogId: 'd1' }
  const file = (id: string) => ({ id, name: 'a.png', mime: 'image/png', size: 1 })
  const ids = (shop: ReturnType<typeof makeShop>) => shop.get('draft', 'olga.d1')?.attachments?.map(({ id }) => id)

  test('those of two devices all stay, in the order they came, each once', () => {
    const shop = makeShop()
    act(shop, 'draft.set', { ...own, text: 'Вот', base: '' })
    for (const id of ['here', 'there', 'here']) act(shop, 'draft.attach', { ...own, attachment: file(id) })
    expect(ids(shop)).toEqual(['here', 'there'])
    act(shop, 'draft.set', { ...own, text: 'Вот они', base: 'Вот' })
    act(shop, 'draft.detach', { ...own, fileId: 'here' })
    expect(shop.get('draft', 'olga.d1')).toMatchObject({ text: 'Вот они', attachments: [file('there')] })
  })

  test('one is put before another, or at the end; nothing else moves', () => {
    const shop = makeShop()
    for (const id of ['a', 'b', 'c']) act(shop, 'draft.attach', { ...own, attachment: file(id) })
    const put = (id: string, before: string | null) => act(shop, 'draft.attach', { ...own, attachment: file(id), before })
    put('c', 'a')
    expect(ids(shop)).toEqual(['c', 'a', 'b'])
    put('c', null)
    expect(ids(shop)).toEqual(['a', 'b', 'c'])
    // What it was to stand before has gone meanwhile.
    put('a', 'gone')
    expect(ids(shop)).toEqual(['b', 'c', 'a'])
    // It has left with a message meanwhile.
    act(shop, 'draft.detach', { ...own, fileId: 'c' })
    expect(put('c', 'b')).toEqual({ ok: true, changes: [] })
    expect(put('b', 'a')).toEqual({ ok: true, changes: [] })
    expect(ids(shop)).toEqual(['b', 'a'])
  })

  test('of whoever has shared a draft are counted in it: only theirs, and only as long as it is shared', () => {
    const shop = makeShop()
    const counted = () => shop.get('dialog', 'd1')?.sharedDraft?.files
    act(shop, 'draft.attach', { ...own, attachment: file('a') })
    act(shop, 'draft.share', { dialogId: 'd1', draftId: 's', files: 1 })
    expect(counted()).toBe(1)
    act(shop, 'draft.attach', { ...own, attachment: file('b') })
    expect(counted()).toBe(2)
    act(shop, 'draft.detach', { ...own, fileId: 'a' })
    act(shop, 'draft.detach', { ...own, fileId: 'b' })
    expect(counted()).toBe(0)
    act(shop, 'draft.unshare', { dialogId: 'd1', draftId: 's' })
    act(shop, 'draft.attach', { ...own, attachment: file('c') })
    const dialog = shop.get('dialog', 'd1')
    expect(dialog?.sharedDraft).toBeNull()
    if (dialog) shop.put([change('dialog', { ...dialog, sharedDraft: { id: 't', by: 'pavel', at: NOON } })])
    act(shop, 'draft.attach', { ...own, attachment: file('d') })
    expect(counted()).toBeUndefined()
  })

  test('nobody puts a file into somebody else’s draft, or takes one out', () => {
    const theirs = { operatorId: 'pavel', dialogId: 'd1' }
    expect(act(makeShop(), 'draft.attach', { ...theirs, attachment: file('f') })).toEqual({ ok: false, code: 'forbidden' })
    expect(act(makeShop(), 'draft.detach', { ...theirs, fileId: 'f' })).toEqual({ ok: false, code: 'forbidden' })
  })
})

describe('a command as it is sent', () => {
  test('an unknown type is no command', () => {
    expect(v.is(Command, { id: 'c', type: 'dialog.explode', args: {} })).toBe(false)
    expect(v.is(Command, { id: 'c', type: 'toString', args: {} })).toBe(false)
  })

  test('its id leaves room for the ids made from it, and cannot be mistaken for one', () => {
    for (const id of ['cmd.closed', 'x'.repeat(65), '']) expect(v.is(Command, { id, type: 'dialog.spam', args: {} })).toBe(false)
    expect(v.is(Command, { id: 'x'.repeat(64), type: 'dialog.spam', args: {} })).toBe(true)
  })

  test('commands of one dialog share a lane', () => {
    const lanes = [
      parseCommand({ id: 'a', type: 'dialog.spam', args: { dialogId: 'd1' } }),
      parseCommand({ id: 'b', type: 'note.create', args: { dialogId: 'd1', itemId: 'n' } }),
      parseCommand({ id: 'c', type: 'dialog.close', args: { dialogId: 'd1', seen: 0 } }),
    ].map((command) => command?.lane)
    expect(new Set(lanes)).toEqual(new Set(['dialog/d1']))
  })
})
