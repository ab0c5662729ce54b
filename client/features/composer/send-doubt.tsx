import Users from 'lucide-solid/icons/users'
import { Show } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import type { Doubt, SendCheck } from './send-check'
import styles from './send-doubt.module.css'

/** Asks, above the field, whether the message should leave all the same. */
export function SendDoubt(props: { check: SendCheck; onWait(): void }) {
  return (
    <div role="alert">
      <Show when={props.check.doubt()}>
        {(doubt) => (
          <div class={styles.doubt}>
            <Users size={17} aria-hidden="true" />
            <span class={styles.words}>{wordsOf(doubt())}</span>
            <Button size="small" kind="primary" onClick={() => void props.check.sendAnyway()}>
              {t().dialog.composer.sendAnyway}
            </Button>
            <Button
              size="small"
              onClick={() => {
                props.check.wait()
                props.onWait()
              }}
            >
              {t().dialog.composer.wait}
            </Button>
          </div>
        )}
      </Show>
    </div>
  )
}

function wordsOf(doubt: Doubt): string {
  const words = t().dialog.composer
  if (doubt.kind === 'blanks') return words.blankLeft(doubt.blank)
  const names = new Intl.ListFormat(language(), { type: 'conjunction' }).format(doubt.names)
  return words.alsoTyping(names, doubt.names.length)
}
