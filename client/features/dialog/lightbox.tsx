import * as Dialog from '@kobalte/core/dialog'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Download from 'lucide-solid/icons/download'
import X from 'lucide-solid/icons/x'
import { createMemo, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { createFocusBack } from '../../ui/focus-back'
import { IconButton } from '../../ui/icon-button'
import { createLayer } from '../../ui/layers'
import { useData } from '../data-context'
import styles from './lightbox.module.css'
import { ZoomStage } from './zoom-stage'

export interface LightboxProps {
  pictures: readonly Attachment[]
  openId: string
  /** What the message says under its pictures. */
  caption: string
  onMove(id: string): void
  onClose(): void
}

/** A picture over the whole screen. Arrows and a finger go through the pictures of the message; wheel, pinch, double click, + − 0 look closer. */
export default function Lightbox(props: LightboxProps) {
  const data = useData()
  createLayer(() => props.onClose())
  let content: HTMLDivElement | undefined
  createFocusBack(() => content)
  let zoomBy: (event: KeyboardEvent) => boolean = () => false
  const index = () => props.pictures.findIndex(({ id }) => id === props.openId)
  /** Each picture has a file of its own: nothing of the one before stands under the name of the next. */
  const open = createMemo(() => {
    const picture = props.pictures[index()]
    return picture && { picture, file: data.createFile(() => picture) }
  })
  const neighbour = (by: 1 | -1) => props.pictures[index() + by]
  const move = (by: 1 | -1) => {
    const to = neighbour(by)
    if (!to) return
    props.onMove(to.id)
    // At the last picture the arrow that was pressed is gone, and with it the focus: keys are heard only within the window.
    if (!content?.contains(document.activeElement)) content?.focus()
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          ref={content}
          class={styles.window}
          aria-label={t().dialog.lightbox.title}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'ArrowLeft') move(-1)
            else if (event.key === 'ArrowRight') move(1)
            else if (!zoomBy(event)) return
            event.preventDefault()
          }}
        >
          <header class={styles.bar}>
            <Show when={open()} keyed>
              {({ picture, file }) => (
                <>
                  <span class={styles.name}>{picture.name}</span>
                  <Show when={file.url()}>
                    {(url) => (
                      <a class={styles.download} href={url()} download={picture.name} aria-label={t().dialog.lightbox.download}>
                        <Download size={20} aria-hidden="true" />
                      </a>
                    )}
                  </Show>
                </>
              )}
            </Show>
            <IconButton class={styles.button} label={t().common.close} icon={X} tip="none" onClick={() => props.onClose()} />
          </header>
          <Show when={open()} keyed>
            {({ picture, file }) => (
              <ZoomStage
                url={file.url()}
                small={file.small()}
                name={picture.name}
                width={picture.width}
                height={picture.height}
                onReady={(key) => {
                  zoomBy = key
                }}
                onSwipe={move}
              />
            )}
          </Show>
          <Show when={props.caption || props.pictures.length > 1}>
            <footer class={styles.foot}>
              <Show when={props.pictures.length > 1}>
                <span class={styles.count}>{t().chat.media.of(index() + 1, props.pictures.length)}</span>
              </Show>
              <p class={styles.caption}>{props.caption}</p>
            </footer>
          </Show>
          <Show when={neighbour(-1)}>
            <IconButton
              class={`${styles.button} ${styles.previous}`}
              label={t().dialog.lightbox.previous}
              icon={ChevronLeft}
              tip="none"
              onClick={() => move(-1)}
            />
          </Show>
          <Show when={neighbour(1)}>
            <IconButton
              class={`${styles.button} ${styles.next}`}
              label={t().dialog.lightbox.next}
              icon={ChevronRight}
              tip="none"
              onClick={() => move(1)}
            />
          </Show>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
