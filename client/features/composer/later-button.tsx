import ChevronUp from 'lucide-solid/icons/chevron-up'
import { createEffect, createMemo, createSignal, Show } from 'solid-js'
import { MAX_SCHEDULED } from '#shared/domain/scheduled'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { useHotkey } from '../hotkeys'
import { TimeMenu } from '../times/time-menu'
import type { ToolProps } from './composer-toolbar'
import styles from './later-button.module.css'

/** Beside «Send»: the same message, at a time of its own. */
export function LaterButton(props: ToolProps) {
  const [isOpen, setOpen] = createSignal(false)
  const [unlessAnswered, setUnless] = createSignal(true)
  let button: HTMLElement | undefined
  const isFull = () => (props.row.dialog.scheduled?.length ?? 0) >= MAX_SCHEDULED
  const isOff = createMemo(() => !props.composing.canWait() || isFull())
  createEffect(() => {
    if (!props.composing.isNote() && !isOff()) useHotkey('later', () => setOpen(true))
  })
  return (
    <Show when={!props.composing.isNote()}>
      <span ref={button}>
        <IconButton
          label={t().dialog.later.button}
          icon={ChevronUp}
          tip={isFull() ? 'none' : 'above-end'}
          title={isFull() ? t().dialog.later.full : undefined}
          aria-haspopup="dialog"
          aria-expanded={isOpen()}
          disabled={isOff()}
          onClick={() => setOpen((open) => !open)}
        />
      </span>
      <TimeMenu
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => button}
        label={t().dialog.later.title}
        placement="top-end"
        onPick={(at) => {
          setOpen(false)
          void props.composing.submitLater(at, unlessAnswered())
        }}
      >
        <label class={styles.unless}>
          <input type="checkbox" checked={unlessAnswered()} onChange={(event) => setUnless(event.currentTarget.checked)} />
          {t().dialog.later.unlessAnswered}
        </label>
      </TimeMenu>
    </Show>
  )
}
