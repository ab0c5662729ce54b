import { For, Show } from 'solid-js'
import type { EarlierComment } from '#shared/domain/earlier-comment'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { moment } from '../dates'
import { operatorName } from '../people'
import styles from './earlier-comments.module.css'

/** What a comment said before somebody replaced it, perhaps without having seen it; the newest first. */
export function EarlierComments(props: { comments: readonly EarlierComment[] | undefined }) {
  const data = useData()
  return (
    <Show when={props.comments?.length}>
      <details class={styles.earlier}>
        <summary>{t().orders.history.earlierComments}</summary>
        <ol class={styles.list}>
          <For each={[...(props.comments ?? [])].reverse()}>
            {({ at, by, text }) => (
              <li>
                <p>{text}</p>
                <small>{t().orders.history.replaced(operatorName(data.operators(), by), moment(at, language()))}</small>
              </li>
            )}
          </For>
        </ol>
      </details>
    </Show>
  )
}
