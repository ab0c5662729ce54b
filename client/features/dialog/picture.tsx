import { Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { useOnline } from '../online'
import { progressText } from '../upload-button'
import styles from './picture.module.css'
import { createFailure, shownSize } from './shown'
import { UnshownFile } from './unshown-file'

export interface PictureProps {
  attachment: Attachment
  isAlone: boolean
  onOpen(): void
}

/** A small one; its place is known before its bytes are, so that nothing jumps when they come. */
export function Picture(props: PictureProps) {
  const data = useData()
  const isOnline = useOnline()
  const file = data.createFile(() => props.attachment)
  const failure = createFailure(file.url, () => t().chat.media.unshown)
  const size = () => shownSize(props.attachment)
  const box = () =>
    props.isAlone ? { width: `${size().width}px`, 'aspect-ratio': `${size().width} / ${size().height}` } : { 'aspect-ratio': '4 / 3' }
  return (
    <Show
      when={failure.why()}
      fallback={
        <button
          type="button"
          class={styles.picture}
          style={box()}
          aria-label={t().dialog.message.picture(props.attachment.name)}
          onClick={() => props.onOpen()}
        >
          <Show when={file.small()}>
            {(url) => (
              <img class={styles.image} src={url()} alt="" loading="lazy" decoding="async" draggable={false} onError={failure.fail} />
            )}
          </Show>
          <Show when={file.progress() !== null}>
            <progress class={styles.progress} value={file.progress() ?? 0} max={1} aria-label={progressText(file, isOnline())} />
          </Show>
        </button>
      }
    >
      {(why) => (
        <div class={styles.unshown} style={box()}>
          <UnshownFile attachment={props.attachment} url={file.url()} why={why()} />
        </div>
      )}
    </Show>
  )
}
