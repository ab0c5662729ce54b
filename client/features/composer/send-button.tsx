import Send from 'lucide-solid/icons/send-horizontal'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import type { Composing } from './composing'
import styles from './send-button.module.css'

export function SendButton(props: { composing: Composing }) {
  const label = () => (props.composing.isNote() ? t().dialog.composer.saveNote : t().dialog.composer.send)
  return (
    <Button
      type="submit"
      kind="primary"
      class={styles.send}
      data-mode={props.composing.isNote() ? 'note' : 'message'}
      aria-label={label()}
      disabled={!props.composing.canSubmit()}
    >
      <span class={styles.text}>{label()}</span>
      <Send size={17} aria-hidden="true" />
    </Button>
  )
}
