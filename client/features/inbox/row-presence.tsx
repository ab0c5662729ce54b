import Eye from 'lucide-solid/icons/eye'
import PencilLine from 'lucide-solid/icons/pencil-line'
import { Show } from 'solid-js'
import type { DialogPresence } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Glyph } from '../../ui/glyph'
import styles from './row-presence.module.css'

/** Who else is in the chat right now: a pencil for those who write, an eye for those who look. */
export function RowPresence(props: { presence: DialogPresence }) {
  const names = (state: 'viewing' | 'typing') =>
    props.presence.operators
      .filter((operator) => operator.state === state)
      .map(({ name }) => name)
      .join(', ')
  return (
    <Show
      when={names('typing')}
      fallback={
        <Show when={names('viewing')}>
          {(who) => (
            <span class={styles.here} role="img" aria-label={t().inbox.viewing(who())} title={t().inbox.viewing(who())}>
              <Glyph icon={Eye} size={14} stroke={2} />
            </span>
          )}
        </Show>
      }
    >
      {(who) => (
        <span class={styles.here} data-typing="" role="img" aria-label={t().inbox.typing(who())} title={t().inbox.typing(who())}>
          <Glyph icon={PencilLine} size={14} stroke={2} />
        </span>
      )}
    </Show>
  )
}
