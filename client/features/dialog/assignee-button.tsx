import ChevronDown from 'lucide-solid/icons/chevron-down'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import UserRoundX from 'lucide-solid/icons/user-round-x'
import { createMemo, createSignal, createUniqueId, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Floating } from '../../ui/floating'
import { Glyph } from '../../ui/glyph'
import { Picker } from '../../ui/picker'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import { assignable } from '../people'
import styles from './assignee-button.module.css'
import { createDialogActions } from './dialog-actions'

/** Whose the dialog is, and giving it to somebody else. */
export function AssigneeButton(props: { row: DialogRow }) {
  const data = useData()
  const id = createUniqueId()
  const actions = createDialogActions(() => props.row)
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  useHotkey('assign', () => setOpen(true))
  const me = () => data.me().operatorId
  const name = () => props.row.assignee?.name ?? t().dialog.nobody
  const options = createMemo(() => [
    ...assignable(data.operators(), me()).map((operator) => ({
      value: operator.id as Id | null,
      label: operator.id === me() ? `${operator.name} (${t().common.you})` : operator.name,
      lead: () => <Avatar id={operator.id} name={operator.name} size={24} />,
    })),
    { value: null, label: t().dialog.unassign, lead: () => <Glyph icon={UserRoundX} size={20} stroke={2} /> },
  ])
  return (
    <>
      {/* The name stands beside the button, which covers it: the button's own name stays the same whoever is assigned. */}
      <span class={styles.place}>
        <Show when={props.row.assignee} fallback={<Glyph icon={UserRoundPlus} size={20} />}>
          {(assignee) => <Avatar id={assignee().id} name={assignee().name} size={24} />}
        </Show>
        <span class={styles.name} id={id}>
          {name()}
        </span>
        <ChevronDown class={styles.chevron} size={14} aria-hidden="true" />
        <button
          ref={button}
          type="button"
          class={styles.button}
          aria-label={t().dialog.assignee}
          aria-describedby={id}
          aria-haspopup="dialog"
          aria-expanded={isOpen()}
          title={`${t().dialog.assignee}: ${name()}`}
          onClick={() => setOpen((open) => !open)}
        />
      </span>
      <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => button} label={t().dialog.assignee} placement="bottom-end">
        <Picker
          label={t().dialog.assignee}
          search={t().dialog.findOperator}
          options={options()}
          selected={[props.row.dialog.assigneeId]}
          onPick={(to) => {
            setOpen(false)
            actions.assign(to)
          }}
        />
      </Floating>
    </>
  )
}
