import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { emptyWhile } from './sent-words'

/** A field that says «first», and a store that answers when it is told to. */
function sending() {
  const field = createSignal('first')
  let answer = (_isStored: boolean) => {}
  const isStored = emptyWhile([field], () => new Promise((resolve) => (answer = resolve)))
  return { text: field[0], type: field[1], answer: (stored: boolean) => answer(stored), isStored }
}

test('[A6] the next is typed while the first is stored, and stays when it is', async () => {
  const { text, type, answer, isStored } = sending()
  expect(text()).toBe('')
  type('second')
  answer(true)
  expect(await isStored).toBe(true)
  expect(text()).toBe('second')
})

test('[A6] what could not be stored comes back, and takes nothing away that was typed since', async () => {
  for (const since of ['', 'second']) {
    const { text, type, answer, isStored } = sending()
    type(since)
    answer(false)
    expect(await isStored).toBe(false)
    expect(text()).toBe(since ? 'first second' : 'first')
  }
})
