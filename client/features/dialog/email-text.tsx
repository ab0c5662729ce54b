import { createMemo, createSignal, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import styles from './email-text.module.css'
import { MessageText } from './message-text'
import { quotedText } from './quoted-text'

/** A plain e-mail; what it quotes is behind three dots. */
export function EmailText(props: { text: string }) {
  const [isOpen, setOpen] = createSignal(false)
  const parts = createMemo(() => quotedText(props.text))
  return (
    <div class={styles.text}>
      <MessageText text={parts().said} />
      <Show when={parts().quoted}>
        <button
          type="button"
          class={styles.fold}
          aria-label={t().chat.email.quoted}
          aria-expanded={isOpen()}
          onClick={() => setOpen((open) => !open)}
        >
          •••
        </button>
        <Show when={isOpen()}>
          <blockquote class={styles.quote}>
            <MessageText text={parts().quoted} />
          </blockquote>
        </Show>
      </Show>
    </div>
  )
}
