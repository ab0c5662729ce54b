import { type Accessor, createMemo, For, type JSX } from 'solid-js'

export interface RowsProps<T> {
  of: readonly T[]
  fallback?: JSX.Element
  children(row: Accessor<T>, index: Accessor<number>): JSX.Element
}

/**
 * A list whose rows others change while one is at work in them: a row is known by its id, not by its object, and keeps focus,
 * open windows and what is being typed in it.
 */
export function Rows<T extends { readonly id: string }>(props: RowsProps<T>) {
  const known = createMemo(() => new Map(props.of.map((row) => [row.id, row])))
  return (
    <For each={[...known().keys()]} fallback={props.fallback}>
      {(id, index) => {
        const first = known().get(id)
        // On its way out it stays what it was.
        return (
          first &&
          props.children(
            createMemo<T>((before) => known().get(id) ?? before, first),
            index,
          )
        )
      }}
    </For>
  )
}
