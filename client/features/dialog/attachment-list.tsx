import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { type Attachment, attachmentKind } from '#shared/domain/attachment'
import { AudioFile, PlainFile } from './attachment-file'
import styles from './attachment-list.module.css'
import { Picture } from './picture'
import { VideoFile } from './video-file'

const Lightbox = lazy(() => import('./lightbox'))

/** Pictures side by side, the rest below one another. */
export function AttachmentList(props: { attachments: readonly Attachment[]; caption?: string }) {
  const [openId, setOpenId] = createSignal<string>()
  const pictures = createMemo(() => props.attachments.filter(({ mime }) => attachmentKind(mime) === 'image'))
  const others = createMemo(() => props.attachments.filter(({ mime }) => attachmentKind(mime) !== 'image'))
  return (
    <div class={styles.list}>
      <Show when={pictures().length > 0}>
        <div class={styles.pictures} data-count={Math.min(pictures().length, 3)}>
          <For each={pictures()}>
            {(attachment) => <Picture attachment={attachment} isAlone={pictures().length === 1} onOpen={() => setOpenId(attachment.id)} />}
          </For>
        </div>
      </Show>
      <For each={others()}>
        {(attachment) => (
          <Switch fallback={<PlainFile attachment={attachment} />}>
            <Match when={attachmentKind(attachment.mime) === 'audio'}>
              <AudioFile attachment={attachment} />
            </Match>
            <Match when={attachmentKind(attachment.mime) === 'video'}>
              <VideoFile attachment={attachment} />
            </Match>
          </Switch>
        )}
      </For>
      <Show when={openId()}>
        {(id) => (
          <Suspense>
            <Lightbox
              pictures={pictures()}
              caption={props.caption ?? ''}
              openId={id()}
              onMove={setOpenId}
              onClose={() => setOpenId(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </div>
  )
}
