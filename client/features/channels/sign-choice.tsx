import { For } from 'solid-js'
import { CHANNEL_ICONS, type Channel, type ChannelIconName } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { ChannelIcon } from '../channel-icon'
import styles from './sign-choice.module.css'

/** The sign by which one knows the channel in the list. */
export function SignChoice(props: { channel: Channel }) {
  const words = () => t().channels.rules.signs
  const named = (icon: ChannelIconName | null) => (icon === null ? words().kind : words().names[icon])
  return (
    <fieldset class={styles.signs}>
      <legend>{words().title}</legend>
      <div class={styles.choices}>
        <For each={[null, ...CHANNEL_ICONS]}>
          {(icon) => (
            <label class={styles.choice} title={named(icon)}>
              <input
                type="radio"
                class="visually-hidden"
                name="icon"
                value={icon ?? ''}
                checked={(props.channel.icon ?? null) === icon}
                aria-label={named(icon)}
              />
              <span aria-hidden="true">
                <ChannelIcon channel={{ kind: props.channel.kind, name: '', icon }} size={30} />
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
