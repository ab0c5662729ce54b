import ArrowLeft from 'lucide-solid/icons/arrow-left'
import CircleCheck from 'lucide-solid/icons/circle-check'
import Link from 'lucide-solid/icons/link-2'
import PanelLeftClose from 'lucide-solid/icons/panel-left-close'
import PanelLeftOpen from 'lucide-solid/icons/panel-left-open'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import ShieldAlert from 'lucide-solid/icons/shield-alert'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import UserRound from 'lucide-solid/icons/user-round'
import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import { createMedia } from '../../ui/media'
import { ChannelIcon } from '../channel-icon'
import { copyText } from '../clipboard'
import { timeAhead } from '../dates'
import { HotkeyPeek } from '../hotkey-peek'
import { useHotkey } from '../hotkeys'
import { createOpener } from '../inbox/create-opener'
import type { Layout } from '../inbox/layout'
import { now } from '../now'
import { customerName } from '../people'
import { AssigneeButton } from './assignee-button'
import styles from './chat-header.module.css'
import { createDialogActions } from './dialog-actions'
import { MoreButton } from './more-button'
import { offerDialogActions } from './offer-dialog-actions'
import { SnoozeButton } from './snooze-button'

export function ChatHeader(props: { row: DialogRow; layout: Layout }) {
  const opener = createOpener()
  const actions = createDialogActions(() => props.row)
  const state = () => props.row.dialog.state
  /** A phone, or a tablet on which the list leaves the chat no more room than a phone has. */
  const isTight = createMedia('(max-width: 899px)')
  useHotkey('toggleClosed', () => (state() === 'closed' ? actions.reopen() : actions.close()))
  offerDialogActions(() => props.row, actions)
  const copyLink = () => void copyText(`${location.origin}/chats/${props.row.id}`, t().dialog.linkCopied)
  useHotkey('copyLink', copyLink)
  useHotkey('toggleSpam', () => (state() === 'spam' ? actions.unspam() : actions.spam()))
  return (
    <header class={styles.header}>
      <IconButton class={styles.back} label={t().common.back} icon={ArrowLeft} tip="none" onClick={opener.close} />
      <IconButton
        class={styles.collapse}
        label={props.layout.isListHidden() ? t().dialog.showList : t().dialog.collapseList}
        icon={props.layout.isListHidden() ? PanelLeftOpen : PanelLeftClose}
        tip="below-start"
        onClick={props.layout.toggleList}
      />
      <span class={styles.photo}>
        <Avatar id={props.row.id} name={customerName(props.row)} size={34} />
      </span>
      <div class={styles.titles}>
        {/* Where the list is not beside it, the chat is the page. */}
        <Dynamic component={props.layout.isNarrow() ? 'h1' : 'h2'} class={styles.name}>
          {customerName(props.row)}
        </Dynamic>
        <p class={styles.channel}>
          <ChannelIcon channel={props.row.channel} size={14} />
          <span class={styles.channelName}>{props.row.channel?.name}</span>
          <Show when={props.row.dialog.subject}>{(subject) => <span class={styles.channelName}>· {subject()}</span>}</Show>
          <Show when={props.row.dialog.snoozedUntil}>
            {(until) => <span class={styles.state}>{t().dialog.snooze.until(timeAhead(until(), now(), language()))}</span>}
          </Show>
          <Show when={state() !== 'open'}>
            <span class={styles.state} data-state={state()}>
              {t().dialog.states[state()]}
            </span>
          </Show>
        </p>
      </div>
      <AssigneeButton row={props.row} />
      <div class={styles.actions}>
        <IconButton class={styles.extra} label={t().dialog.copyLink} icon={Link} onClick={copyLink} />
        <Show when={isTight()} fallback={<SnoozeButton row={props.row} />}>
          <MoreButton row={props.row} onCopyLink={copyLink} />
        </Show>
        <HotkeyPeek class={styles.extra} />
        <Show
          when={state() === 'closed'}
          fallback={<IconButton label={t().dialog.close} icon={CircleCheck} disabled={state() === 'spam'} onClick={actions.close} />}
        >
          <IconButton label={t().dialog.reopen} icon={RotateCcw} onClick={actions.reopen} />
        </Show>
        <Show
          when={state() === 'spam'}
          fallback={<IconButton label={t().dialog.spam} icon={ShieldAlert} tip="below-end" onClick={actions.spam} />}
        >
          <IconButton label={t().dialog.unspam} icon={ShieldCheck} tip="below-end" onClick={actions.unspam} />
        </Show>
        <Show when={!props.layout.hasCustomerPane()}>
          <IconButton
            label={t().dialog.customerInfo}
            icon={UserRound}
            tip="below-end"
            aria-expanded={props.layout.isCustomerOpen()}
            onClick={() => props.layout.setCustomerOpen(true)}
          />
        </Show>
      </div>
    </header>
  )
}
