import { createUniqueId } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { copyText } from '../clipboard'
import styles from './hook-address.module.css'

/** Where the channel is to call us, for whoever has to tell it. Holds a secret: for administrators alone. */
export function HookAddress(props: { path: string }) {
  const id = createUniqueId()
  const words = () => t().channels.hook
  const address = () => new URL(props.path, location.origin).href
  return (
    <section class={styles.hook} aria-labelledby={id}>
      <h3 id={id}>{words().title}</h3>
      <p class={styles.hint}>{words().hint}</p>
      <code class={styles.address}>{address()}</code>
      <div>
        <Button size="small" onClick={() => void copyText(address(), words().copied)}>
          {words().copy}
        </Button>
      </div>
    </section>
  )
}
