import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { FileChip } from './file-chip'
import styles from './file-tray.module.css'
import type { Tray } from './tray'
import { fileAfter, indexBy, inOrder } from './tray-order'
import { createTrayPointer } from './tray-pointer'

export interface FileTrayProps {
  tray: Tray
  /** Why one cannot be sent where the message goes; null: it can. */
  problemOf?: (file: Attachment) => string | null
}

/** The files of the message being written, in the order in which they will stand: dragged along, or moved with arrows. */
export function FileTray(props: FileTrayProps) {
  let list: HTMLUListElement | undefined
  const [carried, setCarried] = createSignal<{ readonly id: Id; readonly index: number } | null>(null)
  const [told, setTold] = createSignal('')
  const shown = createMemo(() => {
    const carrying = carried()
    const files = props.tray.files()
    if (!carrying) return files
    const others = files.flatMap(({ id }) => (id === carrying.id ? [] : [id]))
    return inOrder(files, [...others.slice(0, carrying.index), carrying.id, ...others.slice(carrying.index)])
  })
  const indexOf = (id: Id) => shown().findIndex((file) => file.id === id)
  const move = (id: Id, index: number) => {
    const files = props.tray.files()
    const file = files.find((one) => one.id === id)
    if (!file || files[index]?.id === id) return
    props.tray.move(file, fileAfter(files, id, index))
    setTold(t().dialog.composer.fileMoved(file.name, index + 1, files.length))
  }
  const onPointerDown = createTrayPointer({
    list: () => list,
    indexOf,
    onCarry: (id, index) => setCarried({ id, index }),
    onEnd(id, isDropped) {
      const index = indexOf(id)
      setCarried(null)
      if (isDropped) move(id, index)
    },
  })
  const onKey = (id: Id, event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const to = indexBy(event.key, indexOf(id), shown().length)
    if (to === null) return
    event.preventDefault()
    const handle = event.currentTarget
    move(id, to)
    // It has been taken out of the page and put back.
    handle.focus()
  }
  return (
    <>
      <Show when={shown().length > 0}>
        <ul class={styles.tray} aria-label={t().dialog.composer.files} ref={list}>
          <For each={shown()}>
            {(attachment, index) => (
              <FileChip
                attachment={attachment}
                problem={props.problemOf?.(attachment) ?? null}
                place={index() + 1}
                count={shown().length}
                isCarried={carried()?.id === attachment.id}
                onPointerDown={(event) => onPointerDown(attachment.id, event)}
                onKey={(event) => onKey(attachment.id, event)}
                onRemove={() => props.tray.remove(attachment.id)}
              />
            )}
          </For>
        </ul>
      </Show>
      <p class="visually-hidden" role="status">
        {told()}
      </p>
    </>
  )
}
