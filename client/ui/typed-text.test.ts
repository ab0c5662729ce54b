import { createRoot, createSignal } from 'solid-js'
import { beforeEach, expect, test, vi } from 'vitest'
import { createTypedText } from './typed-text'

const page = { activeElement: null as unknown }
vi.stubGlobal('document', page)
beforeEach(() => {
  page.activeElement = null
})

/** A field over «old», and the hands of whoever writes in it. */
function open(keep: (typed: string, seen: string) => 'kept' | 'wrong' | 'nothing') {
  const element = { value: '' }
  const [stored, setStored] = createSignal('old')
  const { typed, dispose } = createRoot((dispose) => {
    const made = createTypedText({ stored, keep })
    made.field.ref(element as HTMLInputElement)
    return { typed: made, dispose }
  })
  return {
    element,
    setStored,
    typed,
    dispose,
    type(text: string) {
      page.activeElement = element
      element.value = text
    },
    leave() {
      page.activeElement = null
      typed.field.onChange()
      typed.field.onBlur()
    },
  }
}

test('[L5] news show in a field that nobody is in', () => {
  const { element, setStored } = open(() => 'kept')
  expect(element.value).toBe('old')
  setStored('news')
  expect(element.value).toBe('news')
})

test('[L5][K7] news wait while one types, and what is kept says what its author saw', () => {
  const keep = vi.fn(() => 'kept' as const)
  const { element, setStored, type, leave } = open(keep)
  type('mine')
  setStored('news')
  expect(element.value).toBe('mine')
  leave()
  expect(keep).toHaveBeenCalledExactlyOnceWith('mine', 'old')
  expect(element.value).toBe('mine')
  // Refused after all: what is stored comes back.
  setStored('mine')
  setStored('news')
  expect(element.value).toBe('news')
})

test('[L5] a field left as it was opened takes nothing back, and shows what has come', () => {
  const keep = vi.fn(() => 'kept' as const)
  const { element, setStored, type, leave } = open(keep)
  type('old')
  setStored('news')
  leave()
  expect(keep).not.toHaveBeenCalled()
  expect(element.value).toBe('news')
})

test('[L5] what cannot be kept stays to be put right; what says nothing new gives way', () => {
  const wrong = open(() => 'wrong')
  wrong.type('4,x')
  wrong.leave()
  wrong.setStored('news')
  expect(wrong.element.value).toBe('4,x')
  const nothing = open(() => 'nothing')
  nothing.type(' old ')
  nothing.leave()
  expect(nothing.element.value).toBe('old')
})

test('[L5] given up, what was typed gives way to what is stored', () => {
  const { element, setStored, type, typed } = open(() => 'kept')
  type('mine')
  setStored('news')
  typed.reset()
  expect(element.value).toBe('news')
})

test('[L5] what is typed is kept when a key takes one elsewhere before the field is left, and once', () => {
  const keep = vi.fn(() => 'kept' as const)
  const first = open(keep)
  first.type('mine')
  first.dispose()
  expect(keep).toHaveBeenCalledExactlyOnceWith('mine', 'old')
  const second = open(keep)
  second.type('mine')
  second.leave()
  second.dispose()
  open(keep).dispose()
  expect(keep).toHaveBeenCalledTimes(2)
})
