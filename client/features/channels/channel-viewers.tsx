import { createMemo, createSignal, For, Show } from 'solid-js'
import * as v from 'valibot'
import type { Channel } from '#shared/domain/channel'
import type { Operator } from '#shared/domain/operator'
import { canAdminister, seesChannel } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { type ApiFailure, callApi } from '../settings/api'
import { Failure } from '../settings/failure'
import { accessWith } from './channel-access'
import styles from './channel-settings.module.css'

/** Who is shown the channel's dialogs. What is taken away is erased from devices, so it is done at once, and by the server. */
export function ChannelViewers(props: { channel: Channel }) {
  const data = useData()
  const words = () => t().channels.rules.viewers
  const [failure, setFailure] = createSignal<ApiFailure>()
  const people = createMemo(() =>
    [...data.operators().values()]
      .filter(({ role, isDisabled }) => !isDisabled && !canAdminister(role))
      .sort((a, b) => a.name.localeCompare(b.name)),
  )
  const isShown = ({ id, role, access }: Operator) => seesChannel({ operatorId: id, role, access }, props.channel.id)
  const toggle = async (operator: Operator) => {
    const access = accessWith(operator, { channelId: props.channel.id, isShown: !isShown(operator), all: [...data.channels().keys()] })
    const result = await callApi(`/api/operators/${operator.id}`, { method: 'PATCH', body: { access }, answer: v.unknown() })
    setFailure(result.ok ? undefined : result.reason)
  }
  return (
    <fieldset class={styles.hours}>
      <legend>{words().title}</legend>
      <p class={styles.note}>{words().hint}</p>
      <Failure reason={failure()} />
      <Show when={people().length > 0} fallback={<p class={styles.note}>{words().nobody}</p>}>
        <ul class={styles.people}>
          <For each={people()}>
            {(operator) => (
              <li>
                <label>
                  <input
                    type="checkbox"
                    checked={isShown(operator)}
                    onChange={(event) => {
                      // As it stands until the server has said otherwise.
                      event.currentTarget.checked = isShown(operator)
                      void toggle(operator)
                    }}
                  />{' '}
                  {operator.name}
                </label>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </fieldset>
  )
}
