import { Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import failure from '../settings/failure.module.css'
import type { Checked } from './channel-api'

/** What is wrong with the account, in a sentence; the vendor's own words where there are some. */
export function ChannelProblemText(props: { refusal: Extract<Checked, { ok: false }> | undefined }) {
  return (
    <Show when={props.refusal}>
      {(refusal) => (
        <p class={failure.failure} role="alert">
          {t().channels.problems[refusal().problem]}
          <Show when={refusal().detail}>{(words) => <> {t().channels.reasonHint(words())}</>}</Show>
        </p>
      )}
    </Show>
  )
}
