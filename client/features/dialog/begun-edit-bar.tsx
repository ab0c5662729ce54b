import { useSearchParams } from '@solidjs/router'
import Pencil from 'lucide-solid/icons/pencil'
import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow, Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import styles from './begun-edit-bar.module.css'
import type { BegunEdits } from './begun-edits'
import { giveUpEdit } from './edited-body'
import { doingsOf } from './message-doings'

export interface BegunEditBarProps {
  row: DialogRow
  timeline: Timeline
  edits: BegunEdits
}

/** Over the composer: changes of messages that were begun and whose field is out of sight, or cannot be any more. */
export function BegunEditBar(props: BegunEditBarProps) {
  const isWaiting = (id: Id) => props.row.dialog.scheduled?.some((message) => message.id === id) ?? false
  const shown = () => Object.keys(props.edits.all()).filter((id) => !props.edits.inSight().has(id) && !isWaiting(id))
  return <For each={shown()}>{(id) => <BegunEditLine {...props} itemId={id} />}</For>
}

function BegunEditLine(props: BegunEditBarProps & { itemId: Id }) {
  const data = useData()
  const [, setParams] = useSearchParams<{ item?: string }>()
  const text = () => props.edits.all()[props.itemId]?.text ?? ''
  const entry = () => props.timeline.entries.find(({ id }) => id === props.itemId)
  /** Why the message cannot be changed; null: it can, or is not here to tell. */
  const why = () => {
    const found = entry()
    if (found?.item.kind !== 'message') return null
    if (found.item.deleted) return t().chat.change.gone
    const doing = doingsOf({ item: found.item, row: props.row, isPending: found.isPending }, t().chat.change).find(
      ({ what }) => what === 'edit',
    )
    return doing ? doing.why : t().chat.change.cannotEdit
  }
  const jump = () => {
    props.edits.ask(props.itemId)
    setParams({ item: props.itemId })
  }
  /** A message of its own, once its author sends it. */
  const toField = async () => {
    if (await tellFailure(data.saveDraft(props.row.id, text(), ''))) props.edits.set(props.itemId, null)
  }
  return (
    <section class={styles.bar} aria-label={t().chat.change.unsaved}>
      <Pencil size={17} aria-hidden="true" />
      <p class={styles.text}>
        <strong>{why() ?? t().chat.change.unsaved}</strong>
        <span>{text()}</span>
      </p>
      <span class={styles.actions}>
        <Show when={why() === null}>
          <Button size="small" kind="primary" onClick={jump}>
            {t().chat.change.toMessage}
          </Button>
        </Show>
        <Show when={why() !== null || !entry()}>
          <Button size="small" onClick={() => void toField()}>
            {t().chat.change.toField}
          </Button>
        </Show>
        <Button size="small" kind="quiet" onClick={() => giveUpEdit(props.edits, props.itemId)}>
          {t().chat.change.giveUp}
        </Button>
      </span>
    </section>
  )
}
