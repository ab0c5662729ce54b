import { lazy, Match, Show, Switch } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import type { Content } from '#shared/domain/content'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import { PatientSuspense } from '../../ui/made-ahead'
import type { ReplyTarget } from '../composer/reply-target'
import { AttachmentList } from './attachment-list'
import { CommentAnswers, CommentPost } from './comment-post'
import { ContactCard } from './contact-card'
import { EmailText } from './email-text'
import { LocationCard } from './location-card'
import styles from './message-body.module.css'
import { MessageText } from './message-text'
import { MissingFiles } from './missing-files'
import { Sticker } from './sticker'

const EmailBody = lazy(() => import('./email-body'))

export interface MessageBodyProps {
  item: MessageItem
  target: ReplyTarget
}

/** What the message says, in the shape of what it is. Most are words and nothing else. */
export function MessageBody(props: MessageBodyProps) {
  return (
    <Show when={isWords(props.item)} fallback={<RichBody {...props} />}>
      <Words text={props.item.text} />
    </Show>
  )
}

const isWords = ({ content, attachments, missing }: MessageItem): boolean => !content && attachments.length === 0 && !missing?.length

function Words(props: { text: string }) {
  return (
    <span class={styles.text}>
      <MessageText text={props.text} />
    </span>
  )
}

function RichBody(props: MessageBodyProps) {
  const content = <T extends Content['type']>(type: T) => {
    const found = props.item.content
    return found?.type === type ? (found as Extract<Content, { type: T }>) : false
  }
  const answer = (way: 'public' | 'private') => props.target.setReplyTo(props.item, way)
  return (
    <>
      <Show when={content('comment')}>{(comment) => <CommentPost comment={comment()} onAnswer={answer} />}</Show>
      <Show when={!content('sticker') && !content('email') && shownFiles(props.item).length > 0}>
        <AttachmentList attachments={shownFiles(props.item)} caption={props.item.text} />
      </Show>
      <MissingFiles item={props.item} />
      <Switch>
        <Match when={content('sticker')}>{(sticker) => <Sticker emoji={sticker().emoji} picture={props.item.attachments[0]} />}</Match>
        <Match when={content('location')}>{(place) => <LocationCard place={place()} />}</Match>
        <Match when={content('contact')}>{(person) => <ContactCard person={person()} id={props.item.id} />}</Match>
        <Match when={content('email')}>
          {(email) => (
            <>
              <p class={styles.subject}>{email().subject || t().chat.email.noSubject}</p>
              <Show when={email().html} fallback={<EmailText text={props.item.text} />}>
                {(html) => (
                  <PatientSuspense fallback={<EmailText text={props.item.text} />}>
                    <EmailBody html={html()} text={props.item.text} pictures={pictures(email(), props.item)} />
                  </PatientSuspense>
                )}
              </Show>
              <Show when={shownFiles(props.item).length > 0}>
                <AttachmentList attachments={shownFiles(props.item)} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <Show when={!content('email') && props.item.text}>
        <Words text={props.item.text} />
      </Show>
      <Show when={content('comment')}>{(comment) => <CommentAnswers comment={comment()} onAnswer={answer} />}</Show>
    </>
  )
}

/** Pictures that stand inside an e-mail are not shown a second time under it. */
function shownFiles({ attachments, content }: MessageItem): readonly Attachment[] {
  if (content?.type !== 'email') return attachments
  const inside = new Set(content.inline.map(({ id }) => id))
  return attachments.filter(({ id }) => !inside.has(id))
}

/** By the name that the e-mail's HTML calls them. */
const pictures = ({ inline }: Extract<Content, { type: 'email' }>, { attachments }: MessageItem): ReadonlyMap<string, Attachment> =>
  new Map(
    inline.flatMap(({ cid, id }) => {
      const found = attachments.find((attachment) => attachment.id === id)
      return found ? [[cid, found] as const] : []
    }),
  )
