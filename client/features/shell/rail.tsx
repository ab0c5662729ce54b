import { A } from '@solidjs/router'
import Settings from 'lucide-solid/icons/settings'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { t } from '../../i18n/i18n'
import { Badge } from '../../ui/badge'
import { useData } from '../data-context'
import { AwayButton } from './away-button'
import { ConnectionMark } from './connection-mark'
import { OutboxButton } from './outbox-button'
import styles from './rail.module.css'
import { SECTIONS } from './sections'

/** Navigation at the edge: left on a wide screen, below on a phone. */
export function Rail() {
  const data = useData()
  return (
    <nav class={styles.rail} aria-label={t().shell.navigation}>
      <For each={SECTIONS}>
        {(section) => (
          <A class={styles.link ?? ''} activeClass={styles.active ?? ''} href={section.href}>
            <Dynamic component={section.icon} size={22} stroke-width={1.7} aria-hidden="true" />
            <Show when={section.count}>
              {(count) => (
                <span class={styles.count}>
                  <Badge count={count()(data)} />
                </span>
              )}
            </Show>
            <span class={styles.name}>{section.name()}</span>
          </A>
        )}
      </For>
      <OutboxButton />
      <span class={styles.gap} />
      <ConnectionMark />
      <A class={styles.link ?? ''} activeClass={styles.active ?? ''} href="/settings">
        <Settings size={22} stroke-width={1.7} aria-hidden="true" />
        <span class={styles.name}>{t().shell.settings}</span>
      </A>
      <span class={styles.me}>
        <AwayButton />
      </span>
    </nav>
  )
}
