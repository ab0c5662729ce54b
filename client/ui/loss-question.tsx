import { onCleanup } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import styles from './loss-question.module.css'

/** Somebody is about to leave what they have written behind. The focus is on what loses nothing, and goes back from there. */
export function LossQuestion(props: { onDiscard(): void; onStay(): void }) {
  const before = document.activeElement
  onCleanup(() =>
    queueMicrotask(() => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }),
  )
  return (
    <div class={styles.ask} role="alert">
      <p>{t().common.willBeLost}</p>
      <Button kind="danger" onClick={() => props.onDiscard()}>
        {t().common.discard}
      </Button>
      <Button ref={(button) => queueMicrotask(() => button.focus())} onClick={() => props.onStay()}>
        {t().common.stay}
      </Button>
    </div>
  )
}
