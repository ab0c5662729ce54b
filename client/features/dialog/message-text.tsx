import { createMemo, For, Show } from 'solid-js'
import { linkify } from './linkify'

/** Text as it was written; what is an address can be followed. */
export function MessageText(props: { text: string }) {
  return (
    <Show when={props.text.includes('://')} fallback={props.text}>
      <LinkedText text={props.text} />
    </Show>
  )
}

function LinkedText(props: { text: string }) {
  const parts = createMemo(() => linkify(props.text))
  return (
    <For each={parts()}>
      {(part) => (
        <Show when={part.href} fallback={part.text}>
          {(href) => (
            <a href={href()} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          )}
        </Show>
      )}
    </For>
  )
}
