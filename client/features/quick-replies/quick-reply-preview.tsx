import Paperclip from 'lucide-solid/icons/paperclip'
import { For, Show } from 'solid-js'
import type { Template } from '#shared/domain/template'
import { pieces } from './pieces'
import styles from './quick-reply-preview.module.css'
import { fillIn, type Values } from './variables'

/** The text as it would stand in the message, its blanks marked, with the names of its files. */
export function QuickReplyPreview(props: { template: Pick<Template, 'text' | 'attachments'>; values: Values }) {
  return (
    <>
      <p class={styles.text}>
        <For each={pieces(fillIn(props.template.text, props.values))}>
          {(piece) => (piece.isBlank ? <mark class={styles.blank}>{piece.text}</mark> : piece.text)}
        </For>
      </p>
      <Show when={props.template.attachments.length > 0}>
        <ul class={styles.files}>
          <For each={props.template.attachments}>
            {(file) => (
              <li>
                <Paperclip size={13} aria-hidden="true" />
                {file.name}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  )
}
