import { createUniqueId } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { copyText } from '../clipboard'
import styles from './our-address.module.css'

/** An address of ours that somebody has to tell a provider. */
export function OurAddress(props: { path: string; title: string; hint: string }) {
  const id = createUniqueId()
  const words = () => t().channels.ourAddress
  const address = () => new URL(props.path, location.origin).href
  return (
    <section class={styles.told} aria-labelledby={id}>
      <h3 id={id}>{props.title}</h3>
      <p class={styles.hint}>{props.hint}</p>
      <code class={styles.address}>{address()}</code>
      <div>
        <Button size="small" onClick={() => void copyText(address(), words().copied)}>
          {words().copy}
        </Button>
      </div>
    </section>
  )
}
