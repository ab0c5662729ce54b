import Cloud from 'lucide-solid/icons/cloud'
import { createMemo, For, Show } from 'solid-js'
import type { SearchHit } from '../../data/contract-search'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { listTime } from '../dates'
import { now } from '../now'
import { isSeen } from '../people'
import rowStyles from './list-row.module.css'
import { markedParts, snippet } from './marked-text'
import styles from './search-hit.module.css'

export interface SearchHitRowProps {
  hit: SearchHit
  isActive: boolean
  isOpened: boolean
  onOpen(): void
}

/** Something found: whose it is, what it says, and where it was found when that is not here. */
export function SearchHitRow(props: SearchHitRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox, where the focus is.
    <div
      class={`${rowStyles.row} ${styles.hit}`}
      id={`hit-${props.hit.key}`}
      role="option"
      tabIndex={-1}
      aria-selected={props.isOpened}
      data-active={props.isActive ? '' : undefined}
      onClick={() => props.onOpen()}
    >
      <Avatar id={props.hit.dialogId} name={props.hit.name} size={32} />
      <span class={styles.text}>
        <span class={styles.head}>
          <span class={rowStyles.name}>
            {props.hit.kind === 'contact' && props.hit.text === props.hit.name ? (
              <Marked hit={props.hit} />
            ) : (
              (isSeen(props.hit.name) && props.hit.name) || t().common.namelessCustomer
            )}
          </span>
          <Show when={!props.hit.isHere}>
            <span class={styles.where} role="img" aria-label={t().inbox.results.there} title={t().inbox.results.there}>
              <Cloud size={13} aria-hidden="true" />
            </span>
          </Show>
          <time class={rowStyles.time}>{listTime(props.hit.at, now(), language(), t().common)}</time>
        </span>
        <Show when={props.hit.text !== props.hit.name}>
          <span class={styles.line}>
            <Marked hit={props.hit} />
          </span>
        </Show>
      </span>
    </div>
  )
}

function Marked(props: { hit: SearchHit }) {
  const parts = createMemo(() => {
    const cut = snippet(props.hit.text, props.hit.marks)
    return markedParts(cut.text, cut.marks)
  })
  return <For each={parts()}>{(part) => (part.isMarked ? <mark>{part.text}</mark> : part.text)}</For>
}
