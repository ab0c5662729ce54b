import { createMemo, For, type JSX, Show } from 'solid-js'
import styles from './bubble.module.css'
import { timeText } from './dates'
import { Files } from './files'
import { Icon, type IconName } from './icon'
import { isPictograms, textParts } from './text-parts'
import type { Bubble as BubbleData } from './timeline'
import { useChat } from './use-chat'
import type { Words } from './words'

export function Bubble(props: { bubble: BubbleData }) {
  const { words } = useChat()
  const message = () => props.bubble.message
  return (
    <Show
      when={message().from === 'visitor'}
      fallback={
        <OperatorBubble
          author={message().author ?? ''}
          isFirst={props.bubble.isFirst}
          isLast={props.bubble.isLast}
          text={message().text}
          at={message().at}
          isEdited={message().isEdited ?? false}
          quoted={props.bubble.quoted}
        >
          <Files files={message().attachments} outgoing={[]} />
        </OperatorBubble>
      }
    >
      <article class={styles.row} data-mine data-first={props.bubble.isFirst}>
        <span class="aside">{words.you}:</span>
        <Body text={message().text} isTail={props.bubble.isLast}>
          <Files files={message().attachments} outgoing={props.bubble.outgoing?.files ?? []} />
        </Body>
        <Reactions emojis={message().reactions ?? []} />
        <Show when={props.bubble.isLast || props.bubble.outgoing?.stage === 'refused'}>
          <OwnFoot bubble={props.bubble} />
        </Show>
      </article>
    </Show>
  )
}

export function OperatorBubble(props: {
  author: string
  isFirst: boolean
  isLast: boolean
  text: string
  at?: number
  isEdited?: boolean
  quoted?: string | null
  children?: JSX.Element
}) {
  const { chat, language, words } = useChat()
  const author = () => props.author || chat.conversation().channel?.name || ''
  return (
    <article class={styles.row} data-first={props.isFirst}>
      <span class={props.isFirst ? styles.author : 'aside'}>{author()}</span>
      <Body text={props.text} isTail={props.isLast}>
        <Show when={props.quoted}>{(text) => <blockquote class={styles.quote}>{text()}</blockquote>}</Show>
        {props.children}
      </Body>
      <Show when={(props.isLast || props.isEdited) && props.at}>
        {(at) => (
          <p class={styles.foot}>
            {timeText(at(), language)}
            {props.isEdited && <span>{words.edited}</span>}
          </p>
        )}
      </Show>
    </article>
  )
}

/** What operators have put under the visitor's message. */
function Reactions(props: { emojis: readonly string[] }) {
  const { words } = useChat()
  return (
    <Show when={props.emojis.length > 0}>
      <p class={styles.reactions}>
        <span class="aside">{words.reactions}:</span>
        <For each={props.emojis}>{(emoji) => <span>{emoji}</span>}</For>
      </p>
    </Show>
  )
}

/** The text is taken apart only when it is another text: what is put into a log anew is read out anew. */
function Body(props: { text: string; isTail: boolean; children: JSX.Element }) {
  const text = createMemo(() => props.text)
  const parts = createMemo(() => textParts(text()))
  return (
    <div class={styles.bubble} data-tail={props.isTail} data-large={isPictograms(props.text)}>
      {props.children}
      <Show when={props.text}>
        <p class={styles.text}>
          <For each={parts()}>{(part) => (part.kind === 'link' ? <Link href={part.href} text={part.text} /> : part.text)}</For>
        </p>
      </Show>
    </div>
  )
}

/** Opened beside the shop, and told nothing of where it came from. */
const Link = (props: { href: string; text: string }) => (
  <a href={props.href} target="_blank" rel="noopener noreferrer nofollow ugc">
    {props.text}
  </a>
)

function OwnFoot(props: { bubble: BubbleData }) {
  const { chat, language, words } = useChat()
  const id = () => props.bubble.message.id
  const state = () => sendState(props.bubble, words)
  return (
    <Show
      when={props.bubble.outgoing?.stage === 'refused'}
      fallback={
        <p class={styles.foot}>
          {timeText(props.bubble.message.at, language)}
          <Icon name={state().icon} size={14} />
          {state().text}
        </p>
      }
    >
      <p class={styles.foot} data-failed>
        <Icon name="alert" size={14} />
        {words.failed}
        <button type="button" onClick={() => chat.retry(id())}>
          {words.retry}
        </button>
        <button type="button" onClick={() => chat.discard(id())}>
          {words.discard}
        </button>
      </p>
    </Show>
  )
}

function sendState({ outgoing }: BubbleData, words: Words): { icon: IconName; text: string } {
  if (!outgoing) return { icon: 'checks', text: words.delivered }
  return outgoing.stage === 'sent' ? { icon: 'check', text: words.sent } : { icon: 'clock', text: words.sending }
}
