import ExternalLink from 'lucide-solid/icons/external-link'
import Globe from 'lucide-solid/icons/globe'
import Lock from 'lucide-solid/icons/lock'
import { createSignal, Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import type { Content } from '#shared/domain/content'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { present } from '../times/present'
import styles from './comment-post.module.css'

export interface CommentPostProps {
  comment: Extract<Content, { type: 'comment' }>
  onAnswer(way: 'public' | 'private'): void
}

/** Above a comment: what it was written under. */
export function CommentPost(props: CommentPostProps) {
  return (
    <div class={styles.post}>
      <Show when={props.comment.post.picture}>{(picture) => <PostPicture picture={picture()} />}</Show>
      <div class={styles.words}>
        <span class={styles.label}>{t().chat.content.post}</span>
        <p class={styles.text}>{props.comment.post.text}</p>
      </div>
      <Show when={props.comment.post.url}>
        {(url) => (
          <a class={styles.open} href={url()} target="_blank" rel="noopener noreferrer" aria-label={t().chat.content.openPost}>
            <ExternalLink size={16} aria-hidden="true" />
          </a>
        )}
      </Show>
    </div>
  )
}

/** Below it: where to answer. A private answer has its time, and is not offered after it. */
export function CommentAnswers(props: CommentPostProps) {
  const data = useData()
  const isPrivateOver = () => props.comment.privateUntil === null || present(data) > props.comment.privateUntil
  return (
    <div class={styles.answers}>
      <button type="button" class={styles.answer} onClick={() => props.onAnswer('public')}>
        <Globe size={14} aria-hidden="true" />
        {t().chat.content.answerPublicly}
      </button>
      <button
        type="button"
        class={styles.answer}
        disabled={isPrivateOver()}
        title={isPrivateOver() ? t().chat.content.privateOver : undefined}
        onClick={() => props.onAnswer('private')}
      >
        <Lock size={14} aria-hidden="true" />
        {t().chat.content.answerPrivately}
      </button>
    </div>
  )
}

function PostPicture(props: { picture: Attachment }) {
  const file = useData().createFile(() => props.picture)
  const [isShown, setShown] = createSignal(true)
  return (
    <Show when={isShown() && file.small()}>
      {(url) => <img class={styles.picture} src={url()} alt="" loading="lazy" decoding="async" onError={() => setShown(false)} />}
    </Show>
  )
}
