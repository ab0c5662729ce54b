import Check from 'lucide-solid/icons/check'
import CheckCheck from 'lucide-solid/icons/check-check'
import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleQuestion from 'lucide-solid/icons/circle-question-mark'
import Clock3 from 'lucide-solid/icons/clock-3'
import type { DeliveryState } from '#shared/domain/delivery'
import { t } from '../../i18n/i18n'
import { Glyph } from '../../ui/glyph'
import type { Icon } from '../../ui/icon-button'
import styles from './delivery-mark.module.css'

const ICONS = {
  received: Check,
  queued: Clock3,
  sending: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  unknown: CircleQuestion,
} satisfies Record<DeliveryState, Icon>

/** How far an outgoing message has come; spoken as well as drawn. */
export function DeliveryMark(props: { state: DeliveryState; isPending: boolean }) {
  const text = () => (props.isPending ? t().dialog.message.waiting : t().dialog.message.states[props.state])
  return (
    <span class={styles.mark} data-state={props.isPending ? 'waiting' : props.state} title={text()}>
      <Glyph icon={props.isPending ? Clock3 : ICONS[props.state]} size={15} stroke={2} />
      <span class="visually-hidden">{text()}</span>
    </span>
  )
}
