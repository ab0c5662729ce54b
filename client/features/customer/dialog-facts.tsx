import { Index, Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { ChannelIcon } from '../channel-icon'
import { fullDate, moment } from '../dates'
import styles from './dialog-facts.module.css'
import { Section } from './section'

export function DialogFacts(props: { row: DialogRow }) {
  const origin = () => props.row.contact?.origin
  const facts = () => [
    [t().customer.state, t().dialog.states[props.row.dialog.state]],
    [t().customer.firstContact, fullDate(props.row.dialog.createdAt, language())],
    [t().customer.lastMessage, props.row.dialog.lastMessage ? moment(props.row.dialog.lastMessage.at, language()) : t().customer.none],
  ]
  return (
    <Section title={t().customer.about}>
      <dl class={styles.facts}>
        <dt>{t().customer.channel}</dt>
        <dd class={styles.channel}>
          <ChannelIcon channel={props.row.channel} size={16} />
          <span>{props.row.channel?.name ?? t().customer.none}</span>
        </dd>
        <Index each={facts()}>
          {(fact) => (
            <>
              <dt>{fact()[0]}</dt>
              <dd>{fact()[1]}</dd>
            </>
          )}
        </Index>
        <Show when={origin()}>
          {(from) => (
            <>
              <dt>{t().customer.page}</dt>
              <dd class={styles.page} title={from().page}>
                <Show when={isWebPage(from().page)} fallback={from().page}>
                  <a href={from().page} target="_blank" rel="noopener noreferrer nofollow">
                    {shortPage(from().page)}
                  </a>
                </Show>
              </dd>
              <dt>{t().customer.language}</dt>
              <dd>{languageName(from().language)}</dd>
            </>
          )}
        </Show>
      </dl>
    </Section>
  )
}

/** The channel tells the page, and a visitor can make it up: only web addresses become links. */
const isWebPage = (page: string): boolean => /^https?:\/\//i.test(page) && URL.canParse(page)

function shortPage(page: string): string {
  const { hostname, pathname } = new URL(page)
  return `${hostname}${pathname === '/' ? '' : pathname}`
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
