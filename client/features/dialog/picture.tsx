import ImageOff from 'lucide-solid/icons/image-off'
import { Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './picture.module.css'

const MAX_WIDTH_PX = 340
const MAX_HEIGHT_PX = 340

export interface PictureProps {
  attachment: Attachment
  isAlone: boolean
  onOpen(): void
}

/** A small one; its place is known before its bytes are, so that nothing jumps when they come. */
export function Picture(props: PictureProps) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  const size = () => shownSize(props.attachment)
  return (
    <button
      type="button"
      class={styles.picture}
      style={
        props.isAlone ? { width: `${size().width}px`, 'aspect-ratio': `${size().width} / ${size().height}` } : { 'aspect-ratio': '4 / 3' }
      }
      aria-label={t().dialog.message.picture(props.attachment.name)}
      onClick={() => props.onOpen()}
    >
      <Show
        when={file.small()}
        fallback={
          <span class={styles.missing}>
            <ImageOff size={22} aria-hidden="true" />
            {t().dialog.message.notHere}
          </span>
        }
      >
        {(url) => <img class={styles.image} src={url()} alt="" loading="lazy" decoding="async" draggable={false} />}
      </Show>
      <Show when={file.progress() !== null}>
        <progress
          class={styles.progress}
          value={file.progress() ?? 0}
          max={1}
          aria-label={t().dialog.message.uploading(Math.round((file.progress() ?? 0) * 100))}
        />
      </Show>
    </button>
  )
}

function shownSize({ width = 320, height = 240 }: Attachment): { width: number; height: number } {
  const scale = Math.min(1, MAX_WIDTH_PX / width, MAX_HEIGHT_PX / height)
  return { width: Math.max(Math.round(width * scale), 96), height: Math.max(Math.round(height * scale), 72) }
}
