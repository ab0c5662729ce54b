import { describe, expect, it } from 'vitest'
import { textEdit } from './text-edit'

const applied = (before: string, after: string, caret: number) => {
  const edit = textEdit(before, after, caret)
  return edit ? before.slice(0, edit.index) + edit.insert + before.slice(edit.index + edit.remove) : before
}

describe('textEdit', () => {
  it('is null when nothing changed', () => {
    expect(textEdit('abc', 'abc', 1)).toBeNull()
  })
  it('takes the letter at the caret among equal ones', () => {
    expect(textEdit('aaa', 'aaaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' })
    expect(textEdit('aaa', 'aaaa', 4)).toEqual({ index: 3, remove: 0, insert: 'a' })
  })
  it('replaces a selection and deletes', () => {
    expect(textEdit('один два три', 'один 2 три', 6)).toEqual({ index: 5, remove: 3, insert: '2' })
    expect(textEdit('abcdef', 'abef', 2)).toEqual({ index: 2, remove: 2, insert: '' })
  })
  it('never cuts a surrogate pair in two', () => {
    const edit = textEdit('😀', '😁', 2)
    expect(edit).toEqual({ index: 0, remove: 2, insert: '😁' })
  })
  it('makes the new text of the old one, whatever was typed', () => {
    const words = ['', 'a', 'aa', 'ab', 'ba', 'aba', 'abba', '😀a', 'a😀', '😀😁', 'abab']
    for (const before of words) {
      for (const after of words) {
        for (let caret = 0; caret <= after.length; caret++) expect(applied(before, after, caret)).toBe(after)
      }
    }
  })
})
