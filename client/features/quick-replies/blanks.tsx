import { Index, Show } from 'solid-js'
import styles from './blanks.module.css'
import { pieces } from './pieces'

/** A message's text with its blanks coloured: drawn behind the field, where the same characters stand. */
export function Blanks(props: { text: string }) {
  return (
    <Show when={props.text.includes('{')} fallback={props.text}>
      <Index each={pieces(props.text)}>
        {(piece) => (
          <Show when={piece().isBlank} fallback={piece().text}>
            <span class={styles.blank}>{piece().text}</span>
          </Show>
        )}
      </Index>
    </Show>
  )
}
