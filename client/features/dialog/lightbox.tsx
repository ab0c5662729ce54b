import * as Dialog from '@kobalte/core/dialog'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Download from 'lucide-solid/icons/download'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
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

/** A picture over the whole screen. Arrows go through the pictures of the message; wheel, pinch, double click, + − 0 look closer. */
export default function Lightbox(props: LightboxProps) {
  const data = useData()
  createLayer(() => props.onClose())
  let zoomBy: (event: KeyboardEvent) => boolean = () => false
  const index = () => props.pictures.findIndex(({ id }) => id === props.openId)
  const current = () => props.pictures[index()]
  const neighbour = (by: 1 | -1) => props.pictures[index() + by]
  const move = (by: 1 | -1) => {
    const to = neighbour(by)
    if (!to) return
    props.onMove(to.id)
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          class={styles.window}
          aria-label={t().dialog.lightbox.title}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') move(-1)
            else if (event.key === 'ArrowRight') move(1)
            else if (!zoomBy(event)) return
            event.preventDefault()
          }}
        >
          <Show when={current()} keyed>
            {(picture) => {
              const file = data.createFile(() => picture)
              return (
                <>
                  <header class={styles.bar}>
                    <span class={styles.name}>{picture.name}</span>
                    <Show when={file.url()}>
                      {(url) => (
                        <a class={styles.download} href={url()} download={picture.name} aria-label={t().dialog.lightbox.download}>
                          <Download size={20} aria-hidden="true" />
                        </a>
                      )}
                    </Show>
                    <IconButton class={styles.button} label={t().common.close} icon={X} tip="none" onClick={() => props.onClose()} />
                  </header>
                  <ZoomStage
                    url={file.url()}
                    small={file.small()}
                    name={picture.name}
                    width={picture.width}
                    height={picture.height}
                    onReady={(key) => {
                      zoomBy = key
                    }}
                  />
                  <Show when={props.caption || props.pictures.length > 1}>
                    <footer class={styles.foot}>
                      <Show when={props.pictures.length > 1}>
                        <span class={styles.count}>{t().chat.media.of(index() + 1, props.pictures.length)}</span>
                      </Show>
                      <p class={styles.caption}>{props.caption}</p>
                    </footer>
                  </Show>
                </>
              )
            }}
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
