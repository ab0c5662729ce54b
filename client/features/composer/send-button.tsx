import Check from 'lucide-solid/icons/check'
import Send from 'lucide-solid/icons/send-horizontal'
import { Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Glyph } from '../../ui/glyph'
import type { Composing } from './composing'
import styles from './send-button.module.css'

export function SendButton(props: { composing: Composing }) {
  const label = () => (props.composing.isNote() ? t().dialog.composer.saveNote : t().dialog.composer.send)
  return (
    <Button
      type="submit"
      kind="primary"
      class={styles.send}
      aria-label={label()}
      disabled={!props.composing.canSubmit()}
      // The field keeps the focus, and a phone the keyboard that is open.
      onMouseDown={(event) => event.preventDefault()}
    >
      <span class={styles.text}>{label()}</span>
      <Show when={props.composing.isNote()} fallback={<Glyph icon={Send} size={17} stroke={2} />}>
        <Glyph icon={Check} size={17} stroke={2} />
      </Show>
    </Button>
  )
}
