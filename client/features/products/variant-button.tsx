import { t } from '../../i18n/i18n'
import styles from './variant-button.module.css'

/** In a line of an order or a card: another size or colour of the same thing. */
export function VariantButton(props: { name: string; onClick(): void }) {
  return (
    <button type="button" class={styles.button} aria-label={t().products.otherVariant(props.name)} onClick={() => props.onClick()}>
      {t().products.variant}
    </button>
  )
}
