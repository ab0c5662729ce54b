import { A } from '@solidjs/router'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { canAdminister } from '#shared/domain/permissions'
import { language, t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { silenceOf } from '../channels/channel-trouble'
import { useData } from '../data-context'
import { moment } from '../dates'
import styles from './channel-notice.module.css'

/** Channels that have become silent, for those who can do something about it. What was put aside comes back with another silence. */
export default function ChannelNotice() {
  const data = useData()
  const words = () => t().channels.silent
  const [seen, setSeen] = createSignal<readonly string[]>([])
  const nameOf = (channel: { id: string; silentSince?: number | null | undefined }) => `${channel.id}/${channel.silentSince}`
  const silent = () =>
    canAdminister(data.me().role)
      ? [...data.channels().values()].filter((channel) => silenceOf(channel) !== null && !seen().includes(nameOf(channel)))
      : []
  return (
    <Show when={silent().length > 0}>
      <div class={styles.notice} role="status">
        <For each={silent()}>
          {(channel) => (
            <p class={styles.line}>
              <span>
                <strong>{words().title(channel.name)}</strong> {words().since(moment(channel.silentSince ?? 0, language()))}{' '}
                <A href="/settings#channels">{words().look}</A>
              </span>
              <IconButton
                icon={X}
                size={16}
                tip="below-end"
                label={words().dismiss(channel.name)}
                onClick={() => setSeen((all) => [...all, nameOf(channel)])}
              />
            </p>
          )}
        </For>
      </div>
    </Show>
  )
}
