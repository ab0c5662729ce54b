import { For, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Modal } from '../../ui/modal'
import { ChannelIcon } from '../channel-icon'
import { useData } from '../data-context'
import styles from './write-first.module.css'

/** Which channels an operator could begin a conversation in. None can yet, and each says why. */
export default function WriteFirst(props: { onClose(): void }) {
  const data = useData()
  return (
    <Modal title={t().inbox.writeFirst.title} hint={t().inbox.writeFirst.intro} onClose={props.onClose}>
      <Show when={data.channels().size > 0} fallback={<p>{t().inbox.writeFirst.noChannels}</p>}>
        <ul class={styles.list}>
          <For each={[...data.channels().values()]}>
            {(channel) => (
              <li>
                <button type="button" class={styles.channel} disabled>
                  <ChannelIcon channel={channel} size={32} />
                  <span class={styles.text}>
                    <span class={styles.name}>{channel.name}</span>
                    <span class={styles.why}>{t().inbox.writeFirst.cannot}</span>
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <p class={styles.explain}>{t().inbox.writeFirst.explain}</p>
    </Modal>
  )
}
