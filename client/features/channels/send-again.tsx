import { createResource, createSignal, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toast'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import styles from './channel-details.module.css'

/** After a bad day of the channel: everything that has failed goes again, in each chat in its order. */
export function SendAgain(props: { channelId: Id }) {
  const data = useData()
  const words = () => t().channels.resend
  const [failed, { refetch }] = createResource(
    () => props.channelId,
    (channelId) => data.failedReplies(channelId),
  )
  const [isAsking, setAsking] = createSignal(false)
  const count = () => failed.latest?.length ?? 0
  const send = async () => {
    setAsking(false)
    // As they stand now: the question may have been open for a while.
    const all = await data.failedReplies(props.channelId)
    if (await tellFailure(data.actAll(all.map((args) => ({ type: 'message.retry', args }))))) showToast(words().done(all.length))
    await refetch()
  }
  return (
    <Show when={count() > 0}>
      <section class={styles.resend} aria-label={words().title}>
        <p>{words().failed(count())}</p>
        <Show when={isAsking()} fallback={<Button onClick={() => setAsking(true)}>{words().all}</Button>}>
          <p>{words().question}</p>
          <div class={styles.choice}>
            <Button kind="primary" onClick={() => void send()}>
              {words().confirm(count())}
            </Button>
            <Button onClick={() => setAsking(false)}>{t().common.cancel}</Button>
          </div>
        </Show>
      </section>
    </Show>
  )
}
