import AlarmClock from 'lucide-solid/icons/alarm-clock'
import AlarmClockOff from 'lucide-solid/icons/alarm-clock-off'
import Ellipsis from 'lucide-solid/icons/ellipsis-vertical'
import Link from 'lucide-solid/icons/link-2'
import { createSignal } from 'solid-js'
import { isSnoozed } from '#shared/domain/dialog'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { Menu, type MenuItem } from '../../ui/menu'
import { useHotkey } from '../hotkeys'
import { TimeMenu } from '../times/time-menu'
import { createDialogActions } from './dialog-actions'

/** Where there is little room: what is done to the chat less often, behind three dots. */
export function MoreButton(props: { row: DialogRow; onCopyLink(): void }) {
  const actions = createDialogActions(() => props.row)
  const [open, setOpen] = createSignal<'menu' | 'times' | null>(null)
  let button: HTMLButtonElement | undefined
  const close = () => setOpen(null)
  useHotkey('snooze', () => {
    if (isSnoozed(props.row.dialog)) actions.unsnooze()
    else setOpen(props.row.dialog.state === 'open' ? 'times' : null)
  })
  const snoozing = (): MenuItem[] => {
    if (isSnoozed(props.row.dialog)) return [{ label: t().dialog.snooze.undo, icon: AlarmClockOff, run: actions.unsnooze }]
    if (props.row.dialog.state !== 'open') return []
    return [{ label: t().dialog.snooze.button, icon: AlarmClock, run: () => setOpen('times') }]
  }
  return (
    <>
      <IconButton
        ref={button}
        label={t().dialog.more}
        icon={Ellipsis}
        tip="none"
        aria-haspopup="menu"
        aria-expanded={open() === 'menu'}
        onClick={() => setOpen((now) => (now === 'menu' ? null : 'menu'))}
      />
      <Menu
        open={open() === 'menu'}
        onClose={close}
        anchor={() => button}
        label={t().dialog.more}
        placement="bottom-end"
        items={[...snoozing(), { label: t().dialog.copyLink, icon: Link, run: () => props.onCopyLink() }]}
      />
      <TimeMenu
        open={open() === 'times'}
        onClose={close}
        anchor={() => button}
        label={t().dialog.snooze.title}
        placement="bottom-end"
        onPick={(at) => {
          close()
          actions.snooze(at)
        }}
      />
    </>
  )
}
