import { Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import type { OwnField } from '../../ui/own-field'
import styles from './moved-notice.module.css'
import type { ShownField } from './shown-field'

/** Says that others have changed what is being changed here, and lets one choose. */
export function MovedNotice<T>(props: { of: ShownField<T> & { readonly own: OwnField<T> } }) {
  const words = () => t().meanwhile
  const own = () => props.of.own
  return (
    <Show when={own().hasMoved()}>
      <Notice text={words().moved(props.of.name, props.of.text(own().stored()) || words().nothing)}>
        <div class={styles.choice}>
          <Button size="small" onClick={() => own().keep()}>
            {words().keepMine}
          </Button>
          <Button size="small" onClick={() => own().giveUp()}>
            {words().takeTheirs}
          </Button>
        </div>
      </Notice>
    </Show>
  )
}
