import { type Accessor, createSignal } from 'solid-js'

/** Files dragged over an element: its four handlers, and whether it is being dragged over now. */
export interface Drop {
  readonly isOver: Accessor<boolean>
  enter(event: DragEvent): void
  over(event: DragEvent): void
  leave(event: DragEvent): void
  drop(event: DragEvent): void
}

export function createDrop(take: (files: Iterable<File>) => void): Drop {
  // Moving over a child leaves the parent first: only the balance tells whether the files are still here.
  const [depth, setDepth] = createSignal(0)
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
  return {
    isOver: () => depth() > 0,
    enter: (event) => hasFiles(event) && setDepth(depth() + 1),
    leave: (event) => hasFiles(event) && setDepth(Math.max(0, depth() - 1)),
    over: (event) => hasFiles(event) && event.preventDefault(),
    drop(event) {
      if (!hasFiles(event)) return
      event.preventDefault()
      setDepth(0)
      take(event.dataTransfer?.files ?? [])
    },
  }
}
