import { createResource, createSignal, onCleanup, Show } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { Rows } from '../../ui/rows'
import { moment } from '../dates'
import { type ApiFailure, callApi, Nothing } from '../settings/api'
import { Failure } from '../settings/failure'
import { ChannelStatus } from './channel-api'
import styles from './channel-details.module.css'
import { SendAgain } from './send-again'

const LOOK_AGAIN_MS = 5000

/** How a channel stands: what came last, what waits, what was not understood. */
export default function ChannelDetails(props: { channel: Channel; onClose(): void }) {
  const words = () => t().channels
  const [failure, setFailure] = createSignal<ApiFailure>()
  const path = () => `/api/channels/${props.channel.id}`
  const [status, { refetch }] = createResource(async () => {
    const result = await callApi(`${path()}/status`, { answer: ChannelStatus })
    setFailure(result.ok ? undefined : result.reason)
    return result.ok ? result.value : undefined
  })
  const timer = setInterval(() => void refetch(), LOOK_AGAIN_MS)
  onCleanup(() => clearInterval(timer))
  const again = async () => {
    const result = await callApi(`${path()}/replay`, { method: 'POST', body: {}, answer: Nothing })
    setFailure(result.ok ? undefined : result.reason)
    await refetch()
  }
  return (
    <Modal title={words().detailsName(props.channel.name)} onClose={() => props.onClose()}>
      <Failure reason={failure()} />
      <Show when={status.latest}>
        {(now) => (
          <>
            <ul class={styles.facts}>
              <li>{now().lastAt === null ? words().noEvent : words().lastEvent(moment(now().lastAt ?? 0, language()))}</li>
              <li>{words().waiting(now().waiting)}</li>
              <li>{words().queued(now().queued)}</li>
              <li>{words().trouble(now().unreadable + now().failed)}</li>
            </ul>
            <SendAgain channelId={props.channel.id} />
            <Show when={now().trouble.length > 0}>
              <p>{words().troubleHint}</p>
              <ul class={styles.trouble}>
                {/* Asked for again and again, while one reads what is opened. */}
                <Rows of={now().trouble.map((event) => ({ id: event.key, ...event }))}>
                  {(event) => (
                    <li>
                      <details>
                        <summary>
                          {moment(event().at, language())} · {event().reason}
                        </summary>
                        <pre class={styles.raw}>{event().raw}</pre>
                      </details>
                    </li>
                  )}
                </Rows>
              </ul>
              <Button onClick={() => void again()}>{words().again}</Button>
            </Show>
          </>
        )}
      </Show>
    </Modal>
  )
}
