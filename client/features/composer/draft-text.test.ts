import { createComponent, createRoot, createSignal, untrack } from 'solid-js'
import { expect, test } from 'vitest'
import type { Data } from '../../data/contract'
import { DataProvider } from '../data-context'
import { createDraftText, type DraftText } from './draft-text'

/** A field over a slow store: what is written comes back only when the test says so. */
function makeField() {
  const [stored, setStored] = createSignal('')
  let isTyping = true
  // The field asks nothing else of it.
  const data = { saveDraft: async () => undefined } as unknown as Data
  const draft = createRoot(() => {
    let made: DraftText | undefined
    createComponent(DataProvider, {
      data,
      get children() {
        // As in a component, which runs once.
        made = untrack(() => createDraftText({ dialogId: 'd', stored, isTyping: () => isTyping }))
        return null
      },
    })
    if (!made) throw new Error('The provider did not look at its children')
    return made
  })
  return {
    draft,
    setStored,
    enter: () => {
      isTyping = true
    },
    leave() {
      isTyping = false
      draft.settle()
    },
  }
}

test('[C7] leaving the field before its text is stored takes nothing away', () => {
  const { draft, setStored, leave } = makeField()
  draft.write('Отвечаю')
  leave()
  expect(draft.text()).toBe('Отвечаю')
  setStored('Отвечаю')
  expect(draft.text()).toBe('Отвечаю')
})

test('[C7] late echoes of own writing change nothing, also out of the field', () => {
  const { draft, setStored, leave } = makeField()
  draft.write('О')
  draft.write('От')
  leave()
  setStored('О')
  expect(draft.text()).toBe('От')
})

test('[C7] what another device wrote is shown at once, and while somebody types here, on leaving', () => {
  const { draft, setStored, enter, leave } = makeField()
  leave()
  setStored('с телефона')
  expect(draft.text()).toBe('с телефона')
  enter()
  draft.write('с телефона и отсюда')
  setStored('с телефона и отсюда')
  setStored('с телефона ещё')
  expect(draft.text()).toBe('с телефона и отсюда')
  leave()
  expect(draft.text()).toBe('с телефона ещё')
})

test('[C7] whoever goes on typing over news from another device keeps what is typed', () => {
  const { draft, setStored, leave } = makeField()
  draft.write('отсюда')
  setStored('с телефона')
  draft.write('отсюда, дальше')
  leave()
  expect(draft.text()).toBe('отсюда, дальше')
})
