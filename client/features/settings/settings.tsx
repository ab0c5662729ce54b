import { useLocation, useNavigate } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { createEffect, Show } from 'solid-js'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
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
import styles from './settings.module.css'

export default function Settings() {
  const data = useData()
  const navigate = useNavigate()
  const place = useLocation()
  // A section is named in the address; the page is there only after it has been.
  createEffect(() => {
    const section = place.hash.slice(1)
    requestAnimationFrame(() => section && document.getElementById(section)?.scrollIntoView())
  })
  return (
    <main class={styles.settings}>
      <header class={styles.header}>
        <IconButton class={styles.back} label={t().common.back} icon={ArrowLeft} tip="none" onClick={() => navigate('/chats')} />
        <h1 class={styles.title}>{t().settings.title}</h1>
      </header>
      <PaneBoundary>
        <LookSection />
        <DeviceSection />
        <SessionSection />
        <QuickReplySection />
        <CatalogueSection />
        <CustomerSection />
        <PipelineSection />
        <HotkeySection />
        <ChannelSection />
        <OperatorSection />
        <Show when={canAdminister(data.me().role)}>
          <ReplyGuardSection />
          <KeySection />
        </Show>
      </PaneBoundary>
    </main>
  )
}
