import { useLocation } from '@solidjs/router'
import { type Component, createEffect, For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { t } from '../../i18n/i18n'
import { PaneBoundary } from '../../ui/pane-boundary'
import { useData } from '../data-context'
import { CatalogueSection } from './catalogue-section'
import { ChannelSection } from './channel-section'
import { CustomerSection } from './customer-section'
import { DeviceSection } from './device-section'
import { HotkeySection } from './hotkey-section'
import { KeySection } from './key-section'
import { LookSection } from './look-section'
import { OperatorSection } from './operator-section'
import { PipelineSection } from './pipeline-section'
import { QuickReplySection } from './quick-reply-section'
import { ReplyGuardSection } from './reply-guard-section'
import { SessionSection } from './session-section'
import { type SettingId, settingName, settingsOf } from './setting-names'
import styles from './settings.module.css'

const SECTIONS = {
  look: LookSection,
  device: DeviceSection,
  sessions: SessionSection,
  'quick-replies': QuickReplySection,
  catalogue: CatalogueSection,
  customers: CustomerSection,
  pipelines: PipelineSection,
  hotkeys: HotkeySection,
  channels: ChannelSection,
  operators: OperatorSection,
  'reply-guard': ReplyGuardSection,
  keys: KeySection,
} satisfies Record<SettingId, Component>

export default function Settings() {
  const data = useData()
  const place = useLocation()
  const shown = () => settingsOf(data.me().role)
  const current = () => place.hash.slice(1)
  // A section is named in the address; the page is there only after it has been.
  createEffect(() => {
    const id = current()
    requestAnimationFrame(() => id && document.getElementById(id)?.scrollIntoView())
  })
  return (
    <main class={styles.settings}>
      <header class={styles.header}>
        <h1 class={styles.title}>{t().settings.title}</h1>
      </header>
      <div class={styles.columns}>
        <nav class={styles.index} aria-label={t().settings.title}>
          <For each={shown()}>
            {(id) => (
              <a class={styles.link} href={`/settings#${id}`} aria-current={current() === id ? 'true' : undefined}>
                {settingName(id)}
              </a>
            )}
          </For>
        </nav>
        <PaneBoundary>
          <div class={styles.sections}>
            <For each={shown()}>
              {(id) => (
                <div class={styles.section} id={id}>
                  <Dynamic component={SECTIONS[id]} />
                </div>
              )}
            </For>
          </div>
        </PaneBoundary>
      </div>
    </main>
  )
}
