import { For } from 'solid-js'
import { CHANNEL_ICONS, type Channel, type ChannelIconName } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { ChannelIcon } from '../channel-icon'
import { signText } from './channel-edit'
import styles from './sign-choice.module.css'

/** The sign by which one knows the channel in the list. */
export function SignChoice(props: { kind: Channel['kind']; icon: ChannelIconName | null; onChoose(icon: ChannelIconName | null): void }) {
  const words = () => t().channels.rules.signs
  return (
    <fieldset class={styles.signs}>
      <legend>{words().title}</legend>
      <div class={styles.choices}>
        <For each={[null, ...CHANNEL_ICONS]}>
          {(icon) => (
            <label class={styles.choice} title={signText(icon)}>
              <input
                type="radio"
                class="visually-hidden"
                name="icon"
                value={icon ?? ''}
                checked={props.icon === icon}
                onChange={() => props.onChoose(icon)}
                aria-label={signText(icon)}
              />
              <span aria-hidden="true">
                <ChannelIcon channel={{ kind: props.kind, name: '', icon }} size={30} />
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
