import { createMemo, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogPresence } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './presence-line.module.css'

/** Who else is here. Its place is kept while nobody is, so that coming and going moves nothing. */
export function PresenceLine(props: { dialogId: Id }) {
  const data = useData()
  const presence = data.createPresence(() => props.dialogId)
  const text = createMemo(() => presenceText(presence()))
  return (
    <p class={styles.line} aria-live="polite" data-typing={isTyping(presence()) ? '' : undefined}>
      <Show when={text()}>
        <span class={styles.dots} aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {text()}
      </Show>
    </p>
  )
}

const isTyping = (presence: DialogPresence) => presence.isCustomerTyping || presence.operators.some(({ state }) => state === 'typing')

function presenceText(presence: DialogPresence): string {
  const words = t().dialog.presence
  const names = (state: 'viewing' | 'typing') => presence.operators.filter((operator) => operator.state === state).map(({ name }) => name)
  const joined = (list: readonly string[]) => new Intl.ListFormat(language(), { type: 'conjunction' }).format(list)
  const typing = names('typing')
  if (typing.length > 0) return words.typing(joined(typing), typing.length)
  if (presence.isCustomerTyping) return words.customerTyping
  const viewing = names('viewing')
  return viewing.length > 0 ? words.viewing(joined(viewing), viewing.length) : ''
}
