import { For } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import styles from './reaction-picker.module.css'

/** What every channel with reactions takes. */
const EMOJIS = ['👍', '❤️', '🔥', '😂', '😮', '🙏']

export interface ReactionPickerProps {
  open: boolean
  anchor(): HTMLElement | undefined
  /** One's own under this message. */
  own: readonly string[]
  onPick(emoji: string): void
  onClose(): void
}

export function ReactionPicker(props: ReactionPickerProps) {
  const label = (emoji: string) => (props.own.includes(emoji) ? t().chat.change.takeBack(emoji) : t().chat.change.reactWith(emoji))
  return (
    <Floating open={props.open} onClose={props.onClose} anchor={props.anchor} label={t().chat.change.react} placement="top">
      <div class={styles.picker}>
        <For each={EMOJIS}>
          {(emoji) => (
            <button
              type="button"
              class={styles.emoji}
              aria-label={label(emoji)}
              aria-pressed={props.own.includes(emoji)}
              onClick={() => {
                props.onClose()
                props.onPick(emoji)
              }}
            >
              {emoji}
            </button>
          )}
        </For>
      </div>
    </Floating>
  )
}
