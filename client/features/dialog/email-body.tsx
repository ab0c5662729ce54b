import Image from 'lucide-solid/icons/image'
import { createMemo, createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { request } from '../../request'
import { useData } from '../data-context'
import styles from './email-body.module.css'
import { cleanLetter } from './email-html'
import { EmailText } from './email-text'

export interface EmailBodyProps {
  html: Attachment
  text: string
  /** Pictures that came with it, by the name its HTML gives them. */
  pictures: ReadonlyMap<string, Attachment>
}

/** Heights as they were last measured: a letter that is scrolled to again stands as it stood. */
const heights = new Map<string, number>()
const FIRST_HEIGHT_PX = 180
/** Beyond it the frame scrolls by itself. */
const MAX_HEIGHT_PX = 6000

/** An e-mail as its author laid it out, in a frame where nothing runs and nothing foreign loads until it is allowed. */
export default function EmailBody(props: EmailBodyProps) {
  const data = useData()
  const [isOpen, setOpen] = createSignal(false)
  const file = data.createFile(() => props.html)
  const pictures = createMemo(() => [...props.pictures].map(([cid, picture]) => ({ cid, file: data.createFile(() => picture) })))
  const [source] = createResource(file.url, fetchText)
  const letter = createMemo(() => {
    const html = source.latest
    if (html === undefined) return null
    const here = new Map(pictures().map(({ cid, file: picture }) => [cid, picture.url()]))
    return cleanLetter(html, { isOpen: isOpen(), pictureOf: (cid) => absolute(here.get(cid)) })
  })
  return (
    <Show when={!source.error} fallback={<EmailText text={props.text} />}>
      <Show
        when={letter()}
        fallback={<div class={styles.place} style={{ height: `${heights.get(props.html.id) ?? FIRST_HEIGHT_PX}px` }} />}
      >
        {(shown) => (
          <>
            {/* A policy belongs to a page: allowing pictures is another page. */}
            <For each={[isOpen() ? '/mail/open.html' : '/mail/sealed.html']}>
              {(page) => <Paper page={page} html={shown().html} id={props.html.id} />}
            </For>
            <Show when={!isOpen() && shown().blocked > 0}>
              <div class={styles.blocked}>
                <Image size={15} aria-hidden="true" />
                <span class={styles.why}>{t().chat.email.imagesBlocked}</span>
                <button type="button" class={styles.allow} onClick={() => setOpen(true)}>
                  {t().chat.email.showImages}
                </button>
              </div>
            </Show>
          </>
        )}
      </Show>
    </Show>
  )
}

function Paper(props: { page: string; html: string; id: string }) {
  const [height, setHeight] = createSignal(heights.get(props.id) ?? FIRST_HEIGHT_PX)
  let frame: HTMLIFrameElement | undefined
  let observer: ResizeObserver | undefined
  const fill = () => {
    const body = frame?.contentDocument?.body
    if (!body) return
    body.innerHTML = props.html
    observer?.disconnect()
    observer = new ResizeObserver(() => {
      const wanted = Math.min(Math.ceil(body.scrollHeight), MAX_HEIGHT_PX)
      heights.set(props.id, wanted)
      setHeight(wanted)
    })
    observer.observe(body)
  }
  onCleanup(() => observer?.disconnect())
  return (
    <iframe
      ref={frame}
      class={styles.paper}
      src={props.page}
      title={t().chat.email.body}
      // No scripts: only so that the app may fill and measure it.
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      style={{ height: `${height()}px` }}
      onLoad={fill}
    />
  )
}

async function fetchText(url: string): Promise<string> {
  const answer = await request(url)
  if (!answer.ok) throw new Error(`The e-mail answered ${answer.status}`)
  return await answer.text()
}

/** The frame has another address than the app. */
const absolute = (url: string | null | undefined): string | null => (url ? new URL(url, location.href).href : null)
