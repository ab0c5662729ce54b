import Copy from 'lucide-solid/icons/copy'
import Ellipsis from 'lucide-solid/icons/ellipsis-vertical'
import NotebookPen from 'lucide-solid/icons/notebook-pen'
import Reply from 'lucide-solid/icons/reply'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { CAPABILITIES } from '#shared/domain/channel'
import type { Item, MessageItem } from '#shared/domain/item'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { Menu, type MenuItem } from '../../ui/menu'
import { useAct } from '../act'
import { copyText } from '../clipboard'
import type { ReplyTarget } from '../composer/reply-target'
import { useData } from '../data-context'
import { clockTime, moment } from '../dates'
import { customerName, operatorName } from '../people'
import { AttachmentList } from './attachment-list'
import { DeliveryMark } from './delivery-mark'
import { linkify } from './linkify'
import styles from './message-bubble.module.css'

export interface MessageBubbleProps {
  item: MessageItem
  isPending: boolean
  /** Follows a message of the same person: no name again. */
  isContinued: boolean
  row: DialogRow
  target: ReplyTarget
  find(id: string): Item | undefined
  onJump(id: string): void
}

export function MessageBubble(props: MessageBubbleProps) {
  const data = useData()
  const act = useAct()
  const [isMenuOpen, setMenuOpen] = createSignal(false)
  let dots: HTMLButtonElement | undefined
  const isOut = () => props.item.direction === 'out'
  const isStuck = () => props.item.state === 'failed' || props.item.state === 'unknown'
  const author = () => {
    if (!isOut()) return customerName(props.row.contact)
    return props.item.authorId === null ? t().dialog.message.automatic : operatorName(data.operators(), props.item.authorId)
  }
  const retry = () => void act('message.retry', { dialogId: props.item.dialogId, itemId: props.item.id })
  const quoted = createMemo(() => {
    const item = props.item.replyTo ? props.find(props.item.replyTo) : undefined
    return item?.kind === 'message' ? item : undefined
  })
  const menu = createMemo((): MenuItem[] => {
    const words = t().dialog.message
    const { channel } = props.row
    return [
      ...(channel && CAPABILITIES[channel.kind].replyTo && !props.isPending
        ? [{ label: words.reply, icon: Reply, run: () => props.target.setReplyTo(props.item) }]
        : []),
      ...(props.item.text ? [{ label: words.copy, icon: Copy, run: () => void copyText(props.item.text, words.copied) }] : []),
      ...(props.item.text
        ? [{ label: words.toNote, icon: NotebookPen, run: () => props.target.requestNote(`«${props.item.text}»\n`) }]
        : []),
      ...(isStuck() ? [{ label: words.retry, icon: RotateCcw, run: retry }] : []),
    ]
  })

  return (
    <div class={styles.line} data-direction={props.item.direction} data-continued={props.isContinued ? '' : undefined}>
      <article class={styles.bubble} aria-label={isOut() ? author() : t().dialog.message.fromCustomer(author())}>
        <Show when={isOut() && !props.isContinued}>
          <p class={styles.author}>{author()}</p>
        </Show>
        <Show when={props.item.replyTo}>
          {(id) => (
            <button type="button" class={styles.quote} onClick={() => props.onJump(id())}>
              <span class="visually-hidden">{t().dialog.message.replyTo}: </span>
              {quoted()?.text || (quoted() ? t().inbox.mime.file : t().dialog.message.gone)}
            </button>
          )}
        </Show>
        <Show when={props.item.attachments.length > 0}>
          <AttachmentList attachments={props.item.attachments} />
        </Show>
        <div class={styles.body}>
          <span class={styles.text}>
            <For each={linkify(props.item.text)}>
              {(part) => (
                <Show when={part.href} fallback={part.text}>
                  {(href) => (
                    <a href={href()} target="_blank" rel="noopener noreferrer nofollow">
                      {part.text}
                    </a>
                  )}
                </Show>
              )}
            </For>
          </span>
          <span class={styles.meta}>
            <time title={moment(props.item.at, language())}>{clockTime(props.item.at, language())}</time>
            <Show when={isOut()}>
              <DeliveryMark state={props.item.state} isPending={props.isPending} />
            </Show>
          </span>
        </div>
      </article>
      <Show when={menu().length > 0}>
        <IconButton
          ref={dots}
          class={styles.dots}
          label={t().dialog.message.actions}
          icon={Ellipsis}
          size={17}
          tip="none"
          aria-haspopup="menu"
          aria-expanded={isMenuOpen()}
          onClick={() => setMenuOpen((open) => !open)}
        />
        <Menu
          open={isMenuOpen()}
          onClose={() => setMenuOpen(false)}
          anchor={() => dots}
          label={t().dialog.message.actions}
          items={menu()}
        />
      </Show>
      <Show when={isStuck()}>
        <p class={styles.failure} data-state={props.item.state}>
          {failureText(props.item)}{' '}
          <button type="button" class={styles.retry} onClick={retry}>
            {t().dialog.message.retry}
          </button>
        </p>
      </Show>
    </div>
  )
}

function failureText({ state, error }: MessageItem): string {
  const words = t().dialog.message
  if (state === 'unknown') return words.unknownHint
  return error ? words.failedBecause(error) : words.failed
}
