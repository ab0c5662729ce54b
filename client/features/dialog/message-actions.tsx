import Ellipsis from 'lucide-solid/icons/ellipsis-vertical'
import { lazy, Show, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import styles from './message-actions.module.css'
import { type Doing, menuOf } from './message-doings'
import { ReactionPicker } from './reaction-picker'

const RemoveMessage = lazy(() => import('./remove-message'))

/** What has been opened from the dots. */
export type OpenAction = 'menu' | 'reactions' | 'removal'

export interface MessageActionsProps {
  doings: readonly Doing[]
  run: Record<Doing['what'], () => void>
  open: OpenAction | null
  onOpen(action: OpenAction | null): void
  /** The operator's own reactions. */
  own: readonly string[]
  onReact(emoji: string): void
  onRemove(): void
}

/** The three dots beside a message. What is behind them is made when they are pressed: a chat has as many as messages. */
export function MessageActions(props: MessageActionsProps) {
  let dots: HTMLButtonElement | undefined
  const close = () => props.onOpen(null)
  return (
    <Show when={props.doings.length > 0}>
      <IconButton
        ref={dots}
        class={styles.dots}
        label={t().dialog.message.actions}
        icon={Ellipsis}
        size={17}
        tip="none"
        aria-haspopup="menu"
        aria-expanded={props.open === 'menu'}
        onClick={() => props.onOpen(props.open === 'menu' ? null : 'menu')}
      />
      <Show when={props.open}>
        <Menu
          open={props.open === 'menu'}
          onClose={close}
          anchor={() => dots}
          label={t().dialog.message.actions}
          items={menuOf(props.doings, props.run, t())}
        />
        <ReactionPicker open={props.open === 'reactions'} anchor={() => dots} own={props.own} onPick={props.onReact} onClose={close} />
        <Show when={props.open === 'removal'}>
          <Suspense>
            <RemoveMessage onRemove={props.onRemove} onClose={close} />
          </Suspense>
        </Show>
      </Show>
    </Show>
  )
}
