import AtSign from 'lucide-solid/icons/at-sign'
import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './mention-mark.module.css'

/** A note has called me into this dialog, and I have not looked yet. */
export function MentionMark(props: { row: DialogRow }) {
  const data = useData()
  return (
    <Show when={props.row.dialog.mentioned?.includes(data.me().operatorId)}>
      <span class={styles.mark} role="img" aria-label={t().documents.mention.mark}>
        <AtSign size={12} stroke-width={2.6} aria-hidden="true" />
      </span>
    </Show>
  )
}
