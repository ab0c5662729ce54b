import AlarmClock from 'lucide-solid/icons/alarm-clock'
import AlarmClockOff from 'lucide-solid/icons/alarm-clock-off'
import { createSignal, Show } from 'solid-js'
import { isSnoozed } from '#shared/domain/dialog'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { useHotkey } from '../hotkeys'
import { TimeMenu } from '../times/time-menu'
import { createDialogActions } from './dialog-actions'

/** Puts the chat off until a time or the customer's next word, or takes it back. */
export function SnoozeButton(props: { row: DialogRow }) {
  const actions = createDialogActions(() => props.row)
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLElement | undefined
  useHotkey('snooze', () => {
    if (isSnoozed(props.row.dialog)) actions.unsnooze()
    else setOpen(props.row.dialog.state === 'open')
  })
  return (
    <Show
      when={!isSnoozed(props.row.dialog)}
      fallback={<IconButton label={t().dialog.snooze.undo} icon={AlarmClockOff} onClick={actions.unsnooze} />}
    >
      <span ref={button}>
        <IconButton
          label={t().dialog.snooze.button}
          icon={AlarmClock}
          aria-haspopup="dialog"
          aria-expanded={isOpen()}
          disabled={props.row.dialog.state !== 'open'}
          onClick={() => setOpen((open) => !open)}
        />
      </span>
      <TimeMenu
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => button}
        label={t().dialog.snooze.title}
        placement="bottom-end"
        onPick={(at) => {
          setOpen(false)
          actions.snooze(at)
        }}
      />
    </Show>
  )
}
