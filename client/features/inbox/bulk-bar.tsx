import CircleCheck from 'lucide-solid/icons/circle-check'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import ShieldAlert from 'lucide-solid/icons/shield-alert'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import X from 'lucide-solid/icons/x'
import { createSignal, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogTab } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'
import { Picker } from '../../ui/picker'
import { showToast } from '../../ui/toast'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import { assignable } from '../people'
import styles from './bulk-bar.module.css'
import { type BulkAction, bulkWork } from './bulk-commands'
import type { Picked } from './picked'

/** Below the list while chats are ticked: how many, and what can be done to all of them. */
export default function BulkBar(props: { picked: Picked; tab: DialogTab }) {
  const data = useData()
  const [isAssigning, setAssigning] = createSignal(false)
  let assignButton: HTMLDivElement | undefined
  const words = () => t().inbox.bulk
  const count = () => props.picked.ids().size

  const run = async (action: BulkAction) => {
    const rows = await data.readDialogs([...props.picked.ids()])
    const { commands, undo } = bulkWork(
      action,
      rows.map(({ dialog }) => dialog),
    )
    props.picked.clear()
    if (commands.length === 0) {
      showToast(words().nothing)
      return
    }
    if (!(await tellFailure(data.actAll(commands)))) return
    showToast(words().told[action.do](commands.length), {
      action: { label: t().common.undo, run: () => void tellFailure(data.actAll(undo)) },
    })
  }

  const people = () => [
    ...assignable(data.operators(), data.me().operatorId).map((operator) => ({
      value: operator.id as Id | null,
      label: operator.name,
      lead: () => <Avatar id={operator.id} name={operator.name} size={24} />,
    })),
    { value: null, label: t().inbox.filters.nobody },
  ]

  return (
    <div class={styles.bar} role="toolbar" aria-label={words().toolbar}>
      <IconButton label={words().clear} icon={X} tip="above-start" onClick={props.picked.clear} />
      <span class={styles.count} role="status">
        {words().count(count())}
      </span>
      <Show
        when={props.tab === 'closed'}
        fallback={
          <Show when={props.tab !== 'spam'}>
            <IconButton label={words().close} icon={CircleCheck} tip="above" onClick={() => void run({ do: 'close' })} />
          </Show>
        }
      >
        <IconButton label={words().reopen} icon={RotateCcw} tip="above" onClick={() => void run({ do: 'reopen' })} />
      </Show>
      <div class={styles.anchor} ref={assignButton}>
        <IconButton
          label={words().assign}
          icon={UserRoundPlus}
          tip="above"
          aria-haspopup="dialog"
          aria-expanded={isAssigning()}
          onClick={() => setAssigning((open) => !open)}
        />
      </div>
      <Floating
        open={isAssigning()}
        onClose={() => setAssigning(false)}
        anchor={() => assignButton}
        label={words().assign}
        placement="top-end"
      >
        <Picker
          label={words().assign}
          options={people()}
          selected={[]}
          search={t().inbox.filters.findOperator}
          onPick={(to) => {
            setAssigning(false)
            void run({ do: 'assign', to })
          }}
        />
      </Floating>
      <Show
        when={props.tab === 'spam'}
        fallback={<IconButton label={words().spam} icon={ShieldAlert} tip="above-end" onClick={() => void run({ do: 'spam' })} />}
      >
        <IconButton label={words().unspam} icon={ShieldCheck} tip="above-end" onClick={() => void run({ do: 'unspam' })} />
      </Show>
    </div>
  )
}
