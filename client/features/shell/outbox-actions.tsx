import { Show } from 'solid-js'
import type { OutboxEntry } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure } from '../act'
import { copyText } from '../clipboard'
import { useData } from '../data-context'
import { choicesOf } from './outbox-choices'

/** What can be done about a waiting or refused action, wherever it is shown. */
export function OutboxActions(props: { entry: OutboxEntry; canOpen: boolean; onEdit(): void }) {
  const data = useData()
  const choices = () => choicesOf(props.entry, props.canOpen)
  const again = () => void tellFailure(data.sendAnyway(props.entry.id))
  return (
    <>
      <Show when={choices().sendAnyway}>
        <Button size="small" kind="primary" onClick={again}>
          {t().outbox.sendAnyway}
        </Button>
      </Show>
      <Show when={choices().retry}>
        <Button size="small" kind="primary" onClick={again}>
          {t().common.retry}
        </Button>
      </Show>
      <Show when={choices().edit}>
        <Button size="small" onClick={() => props.onEdit()}>
          {t().outbox.edit}
        </Button>
      </Show>
      <Show when={choices().copy}>
        <Button size="small" onClick={() => void copyText(props.entry.summary, t().dialog.message.copied)}>
          {t().dialog.message.copy}
        </Button>
      </Show>
      <Show when={choices().discard}>
        <Button size="small" kind="quiet" onClick={() => void tellFailure(data.discard(props.entry.id))}>
          {t().outbox.discard}
        </Button>
      </Show>
    </>
  )
}
