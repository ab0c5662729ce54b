import Copy from 'lucide-solid/icons/copy'
import { For } from 'solid-js'
import type { Content } from '#shared/domain/content'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import { copyText } from '../clipboard'
import styles from './contact-card.module.css'

/** Somebody whom the customer has introduced. */
export function ContactCard(props: { person: Extract<Content, { type: 'contact' }>; id: string }) {
  const name = () => props.person.name || props.person.phones[0] || t().chat.content.contact
  const all = () => [props.person.name, ...props.person.phones, ...props.person.emails].filter(Boolean).join('\n')
  return (
    <div class={styles.card}>
      <Avatar id={props.id} name={name()} size={40} />
      <div class={styles.words}>
        <strong class={styles.name}>{name()}</strong>
        <For each={props.person.phones}>{(phone) => <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}</For>
        <For each={props.person.emails}>{(email) => <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}</For>
      </div>
      <IconButton
        label={t().chat.content.copyContact}
        icon={Copy}
        size={16}
        tip="none"
        onClick={() => void copyText(all(), t().chat.content.contactCopied)}
      />
    </div>
  )
}
