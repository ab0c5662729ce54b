import { Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import type { ApiFailure } from './api'
import styles from './failure.module.css'

export function Failure(props: { reason: ApiFailure | undefined }) {
  return (
    <Show when={props.reason}>
      {(reason) => (
        <p class={styles.failure} data-reason={reason()} role="alert">
          {t().settings.failed[reason()]}
        </p>
      )}
    </Show>
  )
}
