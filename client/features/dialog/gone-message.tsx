import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { operatorName } from '../people'
import { AttachmentList } from './attachment-list'
import styles from './gone-message.module.css'
import { MessageText } from './message-text'

/** A message that somebody took back. It keeps its place; what it said is a click away, for operators only. */
export function GoneMessage(props: { item: MessageItem }) {
  const data = useData()
  const [isShown, setShown] = createSignal(false)
  const by = () => props.item.deleted?.by ?? null
  const said = () => {
    const who = by()
    return who === null ? t().chat.change.goneByCustomer : t().chat.change.goneBy(operatorName(data.operators(), who))
  }
  const hasContent = () => props.item.text !== '' || props.item.attachments.length > 0
  return (
    <>
      <p class={styles.line}>
        <Trash size={14} aria-hidden="true" />
        {said()}
        <Show when={hasContent()}>
          <button type="button" class={styles.show} aria-expanded={isShown()} onClick={() => setShown((shown) => !shown)}>
            {isShown() ? t().chat.change.hideGone : t().chat.change.showGone}
          </button>
        </Show>
      </p>
      <Show when={isShown()}>
        <div class={styles.content}>
          <AttachmentList attachments={props.item.attachments} />
          <MessageText text={props.item.text} />
        </div>
      </Show>
    </>
  )
}
