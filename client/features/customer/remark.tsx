import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { HistoryButton } from '../history/history-button'
import { SharedTextArea } from '../text/shared-text-area'
import styles from './remark.module.css'
import { Section } from './section'

/** What colleagues should know of this person. Written together, offline too. */
export function Remark(props: { contactId: Id }) {
  const data = useData()
  const text = data.createSharedText(() => remarkDocument(props.contactId))
  return (
    <Section
      title={t().customer.remark}
      action={<HistoryButton name={remarkDocument(props.contactId)} text={text} title={t().customer.remark} />}
    >
      <SharedTextArea class={styles.remark} text={text} label={t().customer.remark} placeholder={t().customer.remarkPlaceholder} />
      <p class={styles.hint}>{t().customer.remarkHint}</p>
    </Section>
  )
}
