/** What the palette can do besides what has a key: offered by whatever is on the screen. */
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'

export interface PaletteAction {
  readonly id: string
  readonly name: string
  /** Where it comes from, said beside it. */
  readonly from: string
  run(): void
}

const [sources, setSources] = createSignal<readonly Accessor<readonly PaletteAction[]>[]>([])

export function offerActions(source: Accessor<readonly PaletteAction[]>): void {
  // In an effect: what is made ahead of being shown offers nothing.
  createEffect(() => {
    setSources((before) => [...before, source])
    onCleanup(() => setSources((before) => before.filter((other) => other !== source)))
  })
}

export const offeredActions = (): readonly PaletteAction[] => sources().flatMap((source) => source())
