import type { JSX } from 'solid-js'
import type { CustomerTag } from '#shared/domain/customer-field'
import styles from './tag.module.css'

export function Tag(props: { tag: CustomerTag; children?: JSX.Element }) {
  return (
    <span class={styles.tag} data-color={props.tag.color}>
      {props.tag.name}
      {props.children}
    </span>
  )
}
