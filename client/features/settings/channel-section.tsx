import { useSearchParams } from '@solidjs/router'
import ExternalLink from 'lucide-solid/icons/external-link'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Rows } from '../../ui/rows'
import { ChannelIcon } from '../channel-icon'
import { type ConnectedKind, isConnectedKind } from '../channels/account-fields'
import { ChannelControls } from '../channels/channel-controls'
import { ChannelSilence, ChannelStateMark } from '../channels/channel-state'
import { copyText } from '../clipboard'
import { useData } from '../data-context'
import styles from './channel-section.module.css'
import { Panel, PanelRow } from './panel'

const ChannelSettings = lazy(() => import('../channels/channel-settings'))
const ConnectChannel = lazy(() => import('../channels/connect-channel'))
const ConsentReturn = lazy(() => import('../channels/consent-return'))

export function ChannelSection() {
  const data = useData()
  const words = () => t().settings.channels
  const isAdmin = () => canAdminister(data.me().role)
  const [isConnecting, setConnecting] = createSignal(false)
  const [settingUp, setSettingUp] = createSignal<Id>()
  /** Somebody comes back from a provider's page. */
  const [params, setParams] = useSearchParams<{ consent?: string }>()
  const chosen = () => data.channels().get(settingUp() ?? '')
  return (
    <Panel title={words().title}>
      <ul class={styles.list}>
        <Rows of={[...data.channels().values()]} fallback={<li>{words().none}</li>}>
          {(channel) => (
            <li>
              <PanelRow
                action={
                  <Show when={isAdmin()}>
                    <Button
                      size="small"
                      aria-label={t().channels.rules.settingsName(channel().name)}
                      onClick={() => setSettingUp(channel().id)}
                    >
                      {t().channels.rules.settings}
                    </Button>
                  </Show>
                }
              >
                <ChannelIcon channel={channel()} size={32} />
                <span class={styles.names}>
                  <span class={styles.name}>{channel().name}</span>
                  <span class={styles.kind}>
                    {t().inbox.channelKinds[channel().kind]}
                    <Show when={channel().isSample}> · {words().sample}</Show>
                  </span>
                </span>
              </PanelRow>
              <Show when={connected(channel())}>
                {(account) => (
                  <>
                    <ChannelStateMark channel={account()} />
                    <Show when={isAdmin()}>
                      <ChannelControls channel={account()} />
                    </Show>
                  </>
                )}
              </Show>
              <ChannelSilence channel={channel()} />
              <Show when={channel().kind === 'widget'}>
                <Embed channel={channel()} />
              </Show>
            </li>
          )}
        </Rows>
      </ul>
      <Show when={isAdmin()}>
        <div>
          <Button onClick={() => setConnecting(true)}>{t().channels.connect}</Button>
        </div>
      </Show>
      <Show when={chosen()?.id} keyed>
        <Show when={chosen()}>
          {(channel) => (
            <Suspense>
              <ChannelSettings channel={channel()} onClose={() => setSettingUp(undefined)} />
            </Suspense>
          )}
        </Show>
      </Show>
      <Show when={isAdmin() && params.consent} keyed>
        {(state) => (
          <Suspense>
            <ConsentReturn state={state} onDone={() => setParams({ consent: undefined }, { replace: true })} />
          </Suspense>
        )}
      </Show>
      <Show when={isConnecting()}>
        <Suspense>
          <ConnectChannel onClose={() => setConnecting(false)} />
        </Suspense>
      </Show>
    </Panel>
  )
}

/** A channel with an account; sample channels have none. */
function connected(channel: Channel): (Channel & { kind: ConnectedKind }) | undefined {
  const { kind } = channel
  return isConnectedKind(kind) && !channel.isSample ? { ...channel, kind } : undefined
}

/** The line a shop pastes into its pages. */
function Embed(props: { channel: Channel }) {
  const words = () => t().settings.channels
  const code = () => `<script src="${location.origin}/widget.js" data-channel="${props.channel.id}" async></script>`
  return (
    <div class={styles.embed}>
      <p>
        <strong>{words().embed}.</strong> {words().embedHint}
      </p>
      <pre class={styles.code}>
        <code>{code()}</code>
      </pre>
      <div class={styles.actions}>
        <Button size="small" onClick={() => void copyText(code(), words().copied)}>
          {words().copy}
        </Button>
        <a class={styles.demo} href="/demo" target="_blank" rel="noopener external">
          {words().demo}
          <ExternalLink size={14} aria-hidden="true" />
        </a>
      </div>
    </div>
  )
}
