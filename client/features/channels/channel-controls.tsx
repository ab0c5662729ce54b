import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { useAct } from '../act'
import { type ApiFailure, callApi, Nothing } from '../settings/api'
import { Failure } from '../settings/failure'
import type { ConnectedKind } from './account-fields'
import styles from './channel-controls.module.css'
import { goToConsent } from './consent'

const ChangeAccess = lazy(() => import('./change-access'))
const ChannelDetails = lazy(() => import('./channel-details'))

/** What an administrator does with a connected channel. */
export function ChannelControls(props: { channel: Channel & { kind: ConnectedKind } }) {
  const act = useAct()
  const words = () => t().channels
  const [failure, setFailure] = createSignal<ApiFailure>()
  const [open, setOpen] = createSignal<'access' | 'details'>()
  const isPaused = () => props.channel.isPaused ?? false
  const pause = () => act('channel.set', { channelId: props.channel.id, fields: { isPaused: !isPaused() } })
  const reconnect = () => callApi(`/api/channels/${props.channel.id}/reconnect`, { method: 'POST', answer: Nothing })
  const signIn = async () => void setFailure(await goToConsent({ channelId: props.channel.id }))
  return (
    <div class={styles.controls}>
      <Show when={props.channel.health?.problem === 'sign-in-again'}>
        <Button size="small" kind="primary" aria-label={words().consent.againName(props.channel.name)} onClick={() => void signIn()}>
          {words().consent.again}
        </Button>
      </Show>
      <Button size="small" aria-label={words().detailsName(props.channel.name)} onClick={() => setOpen('details')}>
        {words().details}
      </Button>
      <Button size="small" aria-label={words().editName(props.channel.name)} onClick={() => setOpen('access')}>
        {words().edit}
      </Button>
      <Button
        size="small"
        aria-label={isPaused() ? words().resumeName(props.channel.name) : words().pauseName(props.channel.name)}
        onClick={() => void pause()}
      >
        {isPaused() ? words().resume : words().pause}
      </Button>
      <Show when={!isPaused() && props.channel.health?.state !== 'connected'}>
        <Button size="small" aria-label={words().reconnectName(props.channel.name)} onClick={() => void reconnect()}>
          {words().reconnect}
        </Button>
      </Show>
      <Failure reason={failure()} />
      <Suspense>
        <Switch>
          <Match when={open() === 'access'}>
            <ChangeAccess channel={props.channel} onClose={() => setOpen(undefined)} />
          </Match>
          <Match when={open() === 'details'}>
            <ChannelDetails channel={props.channel} onClose={() => setOpen(undefined)} />
          </Match>
        </Switch>
      </Suspense>
    </div>
  )
}
