import SquarePen from 'lucide-solid/icons/square-pen'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Floating } from '../../ui/floating'
import { Glyph } from '../../ui/glyph'
import { Picker } from '../../ui/picker'
import { ChannelIcon } from '../channel-icon'
import { useData } from '../data-context'
import { canStart } from './start-conversation'
import styles from './write-menu.module.css'

const WriteFirst = lazy(() => import('./write-first'))

export interface WriteMenuProps {
  label: string
  /** The person is the one of this dialog; null: whom to write to is asked. */
  row: DialogRow | null
  /** The card that it is begun from. */
  cardId?: Id
}

/** Begins a conversation from a customer, a card or an order: first in which channel, then what to say. */
export function WriteMenu(props: WriteMenuProps) {
  const data = useData()
  const [isOpen, setOpen] = createSignal(false)
  /** Null: the window chooses, and says why there is nothing to choose. */
  const [chosen, setChosen] = createSignal<{ readonly channelId: Id | null }>()
  let button: HTMLSpanElement | undefined
  const to = () => (props.row?.contact ? { contact: props.row.contact, customer: props.row.customer, dialogId: props.row.id } : null)
  const channels = () => [...data.channels().values()].filter((channel) => canStart(channel, to()))
  const open = () => {
    if (channels().length === 0) setChosen({ channelId: null })
    else setOpen((now) => !now)
  }
  const pick = (channelId: Id) => {
    setOpen(false)
    setChosen({ channelId })
  }
  return (
    <>
      <span ref={button}>
        <Button size="small" aria-haspopup="dialog" aria-expanded={isOpen()} onClick={open}>
          <Glyph icon={SquarePen} size={15} stroke={2} />
          {props.label}
        </Button>
      </span>
      <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => button} label={t().inbox.writeFirst.begin}>
        <p class={styles.title} aria-hidden="true">
          {t().inbox.writeFirst.begin}
        </p>
        <Picker
          label={t().inbox.writeFirst.begin}
          options={channels().map((channel) => ({
            value: channel.id,
            label: channel.name,
            lead: () => <ChannelIcon channel={channel} size={24} />,
          }))}
          selected={[]}
          onPick={pick}
        />
      </Floating>
      <Show when={chosen()}>
        {(choice) => (
          <Suspense>
            <WriteFirst
              to={to() ?? undefined}
              channelId={choice().channelId ?? undefined}
              cardId={props.cardId}
              onClose={() => setChosen(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}
