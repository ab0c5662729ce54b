import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { DocumentName, documentOwner, noteDocument, remarkDocument } from './document'
import { Id, newId } from './id'
import { canAdminister, canSee, scopeOf } from './permissions'
import { change } from './row'

describe('names and ids', () => {
  test('a document name says whose it is', () => {
    expect(documentOwner(noteDocument('d1', 'i-1'))).toEqual({ kind: 'note', dialogId: 'd1', itemId: 'i-1' })
    expect(documentOwner(remarkDocument('c_1'))).toEqual({ kind: 'remark', contactId: 'c_1' })
    for (const name of [noteDocument(newId(), newId()), remarkDocument(newId())]) expect(v.is(DocumentName, name)).toBe(true)
  })

  test('a name that could be read in two ways is none', () => {
    const bad = [
      '',
      'note.a',
      'note.a.b.c',
      'note..b',
      'remark.',
      'remark.a.b',
      'other.a',
      'remark.a/b',
      `remark.${'a'.repeat(65)}`,
      'remark.a\n',
    ]
    for (const name of bad) expect({ name, is: v.is(DocumentName, name) }).toEqual({ name, is: false })
    expect(v.is(DocumentName, `remark.${'a'.repeat(64)}`)).toBe(true)
  })

  test('ids are of one length, safe in names, and do not repeat', () => {
    const ids = new Set(Array.from({ length: 5000 }, newId))
    expect(ids.size).toBe(5000)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{21}$/)
  })

  test('an id with anything but letters, digits and . _ - is none', () => {
    for (const id of ['', ' ', 'a b', 'a/b', 'a:b', 'é', 'a\n', 'a'.repeat(161)])
      expect({ id, is: v.is(Id, id) }).toEqual({ id, is: false })
    expect(v.is(Id, 'a'.repeat(160))).toBe(true)
  })
})

describe('who may see what', () => {
  const draft = change('draft', { id: 'olga.d', operatorId: 'olga', dialogId: 'd', text: '' })

  test('[I1] a draft is for its author alone, whatever the role of others', () => {
    expect(canSee({ operatorId: 'olga', role: 'operator' }, scopeOf(draft))).toBe(true)
    expect(canSee({ operatorId: 'pavel', role: 'owner' }, scopeOf(draft))).toBe(false)
  })

  test('everything else is for all operators', () => {
    const workspace = change('workspace', { id: 'workspace', name: 'Shop', country: 'UA', guardsReplies: true })
    expect(canSee({ operatorId: 'pavel', role: 'operator' }, scopeOf(workspace))).toBe(true)
  })

  test('owners and administrators administer', () => {
    expect([canAdminister('owner'), canAdminister('admin'), canAdminister('operator')]).toEqual([true, true, false])
  })
})
