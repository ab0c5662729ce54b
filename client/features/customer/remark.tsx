import { createMemo, For } from 'solid-js'
import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { ChannelIcon } from '../channel-icon'
import { useData } from '../data-context'
import { HistoryButton } from '../history/history-button'
import { SharedTextArea } from '../text/shared-text-area'
import styles from './remark.module.css'
import { Section } from './section'

/**
 * What colleagues should know of this person. Written together, offline too. What was remarked in another channel, before it
 * was known that this is one person, stands below: each text stays with its contact, should they be two after all.
 */
export function Remark(props: { contactId: Id; customers: CustomerData }) {
  const data = useData()
  const text = data.createSharedText(() => remarkDocument(props.contactId))
  const remarked = props.customers.createRemarked(() => props.contactId)
  const channelOf = createMemo(() => new Map((remarked() ?? []).map(({ id, channelId }) => [id, channelId])))
  const others = createMemo(() => [...channelOf().keys()], [], { equals: (a, b) => a.join() === b.join() })
  return (
    <Section
      title={t().customer.remark}
      action={<HistoryButton name={remarkDocument(props.contactId)} text={text} title={t().customer.remark} />}
    >
      <SharedTextArea class={styles.remark} text={text} label={t().customer.remark} placeholder={t().customer.remarkPlaceholder} />
      <For each={others()}>{(id) => <OtherRemark contactId={id} channelId={channelOf().get(id) ?? ''} />}</For>
      <p class={styles.hint}>{t().customer.remarkHint}</p>
    </Section>
  )
}

function OtherRemark(props: { contactId: Id; channelId: Id }) {
  const data = useData()
  const text = data.createSharedText(() => remarkDocument(props.contactId))
  const channel = () => data.channels().get(props.channelId)
  const label = () => t().customer.remarkFrom(channel()?.name ?? '')
  return (
    <div class={styles.other}>
      <p class={styles.from}>
        <ChannelIcon channel={channel()} size={14} />
        <span>{label()}</span>
        <HistoryButton name={remarkDocument(props.contactId)} text={text} title={label()} />
      </p>
      <SharedTextArea class={styles.remark} text={text} label={label()} />
    </div>
  )
}
