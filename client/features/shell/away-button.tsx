import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { useAct } from '../act'
import { useData } from '../data-context'
import styles from './away-button.module.css'

/** The operator's own picture. Its name says whether they take new chats from queues; a click changes it. */
export function AwayButton() {
  const data = useData()
  const act = useAct()
  const isAway = () => data.operators().get(data.me().operatorId)?.isAway ?? false
  const words = () => t().channels.rules.away
  const label = () => `${data.me().name}: ${isAway() ? words().away : words().here}`
  return (
    <button
      type="button"
      class={styles.button}
      data-away={isAway() ? '' : undefined}
      aria-label={label()}
      title={`${label()}. ${words().hint}`}
      onClick={() => void act('operator.setAway', { isAway: !isAway() })}
    >
      <Avatar id={data.me().operatorId} name={data.me().name} size={32} />
    </button>
  )
}
