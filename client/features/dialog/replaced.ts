import { type Accessor, createEffect, createSignal, on } from 'solid-js'

/**
 * What stood in a text when other words for it were saved here. Until those stand there it is no change of somebody else's.
 * @returns it, and the way to note it at each saving.
 */
export function createReplaced(text: Accessor<string>): readonly [replaced: Accessor<string | undefined>, note: () => void] {
  const [replaced, setReplaced] = createSignal<string>()
  createEffect(on(text, () => setReplaced(undefined), { defer: true }))
  return [replaced, () => setReplaced(text())]
}
