import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createOwnField } from './own-field'

/** A field over «old» that others change too. */
function open() {
  const [stored, setStored] = createSignal<string | null>('old')
  return { field: createRoot(() => createOwnField(stored)), setStored }
}

test('[K7] news show in a field that nobody has written in, and are not kept as its own', () => {
  const { field, setStored } = open()
  setStored('theirs')
  expect([field.value(), field.isChanged(), field.hasMoved()]).toEqual(['theirs', false, false])
})

test('[K7] what is written stays as news come, and is not kept over them before they were looked at', () => {
  const { field, setStored } = open()
  field.write('mine')
  expect([field.isChanged(), field.hasMoved()]).toEqual([true, false])
  setStored('theirs')
  expect([field.value(), field.hasMoved()]).toEqual(['mine', true])
  field.write('mine, longer')
  expect(field.hasMoved()).toBe(true)
  field.keep()
  expect([field.value(), field.isChanged(), field.hasMoved()]).toEqual(['mine, longer', true, false])
  setStored('theirs again')
  expect(field.hasMoved()).toBe(true)
  field.giveUp()
  expect([field.value(), field.isChanged(), field.hasMoved()]).toEqual(['theirs again', false, false])
})

test('[K7] what others have written too, or what was taken back, is no change', () => {
  const { field, setStored } = open()
  field.write('same')
  setStored('same')
  expect([field.isChanged(), field.hasMoved()]).toEqual([false, false])
  field.giveUp()
  field.write('other')
  field.write('same')
  setStored('theirs')
  expect([field.value(), field.isChanged()]).toEqual(['theirs', false])
})

test('[K7] a space that is being typed stays and is no change; nothing is something to write', () => {
  const { field } = open()
  field.write('old ')
  expect([field.value(), field.isChanged()]).toEqual(['old ', false])
  field.write(null)
  expect([field.value(), field.isChanged()]).toEqual([null, true])
})

test('[K7] what is written on while it is being stored is a change of what was stored', () => {
  const { field, setStored } = open()
  field.write('mine')
  field.saved('mine')
  field.write('mine, longer')
  expect(field.hasMoved()).toBe(false)
  setStored('mine')
  expect([field.value(), field.isChanged(), field.hasMoved()]).toEqual(['mine, longer', true, false])
  setStored('theirs')
  expect(field.hasMoved()).toBe(true)
})

test('[K7] what was stored as it was written is one’s own no more, and taken back meanwhile it is a change', () => {
  const { field, setStored } = open()
  field.write('mine')
  field.saved('mine')
  setStored('mine')
  setStored('theirs')
  expect([field.value(), field.isChanged()]).toEqual(['theirs', false])
  field.write('mine again')
  field.saved('mine again')
  field.write('theirs')
  setStored('mine again')
  expect([field.value(), field.isChanged()]).toEqual(['theirs', true])
})

test('[K7] of what has parts others’ news come to what is written, until the same part is changed by both', () => {
  type Parts = Record<string, number>
  const [stored, setStored] = createSignal<Parts>({ a: 1, b: 1 })
  const merge = (seen: Parts, theirs: Parts, ours: Parts) => ({
    value: { ...theirs, ...Object.fromEntries(Object.entries(ours).filter(([key, value]) => value !== seen[key])) },
    isContested: Object.keys(ours).some((key) => ours[key] !== seen[key] && theirs[key] !== seen[key]),
  })
  const field = createRoot(() => createOwnField(stored, merge))
  field.write({ a: 2, b: 1 })
  setStored({ a: 1, b: 3 })
  expect([field.value(), field.seen(), field.hasMoved()]).toEqual([{ a: 2, b: 3 }, { a: 1, b: 3 }, false])
  setStored({ a: 7, b: 4 })
  expect([field.value(), field.hasMoved()]).toEqual([{ a: 2, b: 3 }, true])
  field.keep()
  expect([field.value(), field.hasMoved()]).toEqual([{ a: 2, b: 4 }, false])
})

test('[K7] what stands there before its saving is heard of is one’s own no more', () => {
  const { field, setStored } = open()
  field.write('mine')
  setStored('mine')
  field.saved('mine')
  setStored('theirs')
  expect([field.value(), field.hasMoved()]).toEqual(['theirs', false])
  field.write('mine again')
  field.write('mine again, longer')
  setStored('mine again')
  field.saved('mine again')
  expect([field.value(), field.isChanged(), field.hasMoved()]).toEqual(['mine again, longer', true, false])
})
