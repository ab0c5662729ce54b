import { createSignal, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './sticker.module.css'

/** A sticker: its picture, or the emoji it stands for where there is none. */
export function Sticker(props: { emoji: string; picture: Attachment | undefined }) {
  const label = () => `${t().chat.content.sticker} ${props.emoji}`
  return (
    <div class={styles.sticker} role="img" aria-label={label()}>
      <Show when={props.picture} fallback={<span class={styles.emoji}>{props.emoji}</span>}>
        {(picture) => <StickerPicture picture={picture()} emoji={props.emoji} />}
      </Show>
    </div>
  )
}

function StickerPicture(props: { picture: Attachment; emoji: string }) {
  const file = useData().createFile(() => props.picture)
  const [isShown, setShown] = createSignal(true)
  return (
    <Show when={isShown() && file.url()} fallback={<span class={styles.emoji}>{props.emoji}</span>}>
      {(url) => <img class={styles.picture} src={url()} alt="" decoding="async" draggable={false} onError={() => setShown(false)} />}
    </Show>
  )
}
