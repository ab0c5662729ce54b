import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import styles from './remove-message.module.css'

/** Asks first: what is gone at the customer's does not come back. */
export default function RemoveMessage(props: { onRemove(): void; onClose(): void }) {
  return (
    <Modal title={t().chat.change.removeTitle} hint={t().chat.change.removeHint} onClose={() => props.onClose()}>
      <div class={styles.actions}>
        <Button onClick={() => props.onClose()}>{t().chat.change.cancel}</Button>
        <Button
          kind="danger"
          onClick={() => {
            props.onRemove()
            props.onClose()
          }}
        >
          {t().chat.change.confirmRemove}
        </Button>
      </div>
    </Modal>
  )
}
