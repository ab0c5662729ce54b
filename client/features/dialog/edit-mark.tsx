import { createSignal, For } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import { versionsOf } from '#shared/domain/message-change'
import { language, t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import { moment } from '../dates'
import styles from './edit-mark.module.css'

/** «изменено», and behind it everything the message has said. */
export function EditMark(props: { item: MessageItem }) {
  const [isOpen, setOpen] = createSignal(false)
  let mark: HTMLButtonElement | undefined
  return (
    <>
      <button
        ref={mark}
        type="button"
        class={styles.mark}
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      >
        {t().chat.change.edited}
      </button>
      <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => mark} label={t().chat.change.history} placement="top-end">
        <section class={styles.history}>
          <h3 class={styles.title}>{t().chat.change.history}</h3>
          <ol class={styles.list}>
            <For each={[...versionsOf(props.item)].reverse()}>
              {(version) => (
                <li class={styles.version}>
                  <time class={styles.time}>{moment(version.at, language())}</time>
                  <span class={styles.text}>{version.text}</span>
                </li>
              )}
            </For>
          </ol>
        </section>
      </Floating>
    </>
  )
}
