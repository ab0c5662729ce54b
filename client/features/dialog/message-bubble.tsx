import { createEffect, createSignal, Show, untrack } from 'solid-js'
import { CAPABILITIES } from '#shared/domain/channel'
import type { Item, MessageItem } from '#shared/domain/item'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import { isEdited } from '#shared/domain/message-change'
import type { BegunEdit, DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { tellFailure, useAct } from '../act'
import { copyText } from '../clipboard'
import { ClockTime } from '../clock-time'
import type { ReplyTarget } from '../composer/reply-target'
import { useData } from '../data-context'
import { customerName, operatorName } from '../people'
import type { BegunEdits } from './begun-edits'
import { DeliveryMark } from './delivery-mark'
import { EditMark } from './edit-mark'
import { EditedBody } from './edited-body'
import { GoneMessage } from './gone-message'
import { MessageActions, type OpenAction } from './message-actions'
import { MessageBody } from './message-body'
import styles from './message-bubble.module.css'
import { doingsOf } from './message-doings'
import { MessageQuote } from './message-quote'
import { MessageTrouble } from './message-trouble'
import { ReactionRow } from './reaction-row'

export interface MessageBubbleProps {
  item: MessageItem
  isPending: boolean
  /** Follows a message of the same person: no name again. */
  isContinued: boolean
  row: DialogRow
  target: ReplyTarget
  edits: BegunEdits
  find(id: string): Item | undefined
  onJump(id: string): void
}

export function MessageBubble(props: MessageBubbleProps) {
  const data = useData()
  const act = useAct()
  const [open, setOpen] = createSignal<OpenAction | 'editor' | null>(null)
  // It does not turn round.
  const isOut = untrack(() => props.item.direction === 'out')
  const can = () => props.row.channel && CAPABILITIES[props.row.channel.kind]
  const author = () => {
    if (!isOut) return customerName(props.row)
    return props.item.authorId === null ? t().dialog.message.automatic : operatorName(data.operators(), props.item.authorId)
  }
  const named = () => ({ dialogId: props.item.dialogId, itemId: props.item.id })
  const retry = () => void act('message.retry', named())
  const discard = () => void act('message.delete', named())
  const change = () => {
    props.edits.ask(props.item.id)
    setOpen('editor')
  }
  /** Other words for what has failed are for being sent. */
  const edit = (begun: BegunEdit) => {
    const other = { type: 'message.edit', args: { ...named(), ...begun } } as const
    const again = props.item.state === 'failed' ? [{ type: 'message.retry', args: named() } as const] : []
    return tellFailure(data.actAll([other, ...again]))
  }
  const own = () => props.item.reactions?.find(({ by }) => by === data.me().operatorId)?.emojis ?? []
  /** Channels take one reaction of the shop: another takes the place of the first. */
  const toggle = (emoji: string) => void act('message.react', { ...named(), emojis: own().includes(emoji) ? [] : [emoji] })
  const doings = () => doingsOf(props, t().chat.change)
  const run = {
    reply: () => props.target.setReplyTo(props.item),
    react: () => setOpen('reactions'),
    copy: () => void copyText(props.item.text, t().dialog.message.copied),
    note: () => props.target.requestNote(`«${props.item.text}»\n`),
    retry,
    edit: change,
    remove: () => setOpen('removal'),
    discard,
  }
  const begun = () => props.edits.all()[props.item.id]
  const isBeingEdited = () =>
    (open() === 'editor' || begun() !== undefined) && doings().some(({ what, why }) => what === 'edit' && why === null)
  // Saved a moment before the tab was closed, or in other ways come true, where it cannot be changed any more.
  createEffect(() => {
    if (!isBeingEdited() && begun()?.text.trim() === props.item.text) props.edits.set(props.item.id, null)
  })
  const openAction = () => {
    const opened = open()
    return opened === 'editor' ? null : opened
  }
  const close = () => setOpen(null)
  const isBare = () => props.item.content?.type === 'sticker' && !props.item.deleted

  return (
    <div class={styles.line} data-direction={props.item.direction} data-continued={props.isContinued ? '' : undefined}>
      <article
        class={styles.bubble}
        data-bare={isBare() ? '' : undefined}
        data-wide={props.item.content?.type === 'email' && !props.item.deleted ? '' : undefined}
        aria-label={isOut ? author() : t().dialog.message.fromCustomer(author())}
      >
        {isOut && (
          <Show when={!props.isContinued}>
            <p class={styles.author}>{author()}</p>
          </Show>
        )}
        <Show when={props.item.replyTo}>{(id) => <MessageQuote item={props.find(id())} onJump={() => props.onJump(id())} />}</Show>
        <div class={styles.body}>
          <Show when={!props.item.deleted} fallback={<GoneMessage item={props.item} />}>
            <Show when={isBeingEdited()} fallback={<MessageBody item={props.item} target={props.target} />}>
              <EditedBody
                item={props.item}
                edits={props.edits}
                max={can()?.text.max ?? MAX_MESSAGE_CHARS}
                isAsked={open() === 'editor'}
                onSave={edit}
                onOpen={() => setOpen('editor')}
                onClose={close}
              />
            </Show>
          </Show>
          <span class={styles.meta}>
            <Show when={!props.item.deleted && isEdited(props.item)}>
              <EditMark item={props.item} />
            </Show>
            <ClockTime at={props.item.at} />
            {isOut && (
              <Show when={!props.item.deleted}>
                <DeliveryMark state={props.item.state} isPending={props.isPending} />
              </Show>
            )}
          </span>
        </div>
        <Show when={!props.item.deleted && props.item.reactions?.length}>
          <ReactionRow item={props.item} onToggle={can()?.react && !isOut ? toggle : null} />
        </Show>
      </article>
      <MessageActions
        doings={doings()}
        run={run}
        open={openAction()}
        onOpen={setOpen}
        own={own()}
        onReact={toggle}
        onRemove={() => void act('message.delete', named())}
      />
      <MessageTrouble
        item={props.item}
        onRetry={retry}
        onEdit={change}
        onDiscard={discard}
        onConfirm={() => void act('message.confirm', named())}
      />
    </div>
  )
}
