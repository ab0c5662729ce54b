import { createEffect, createResource, Match, Show, Switch } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'
import { Failure } from '../settings/failure'
import failure from '../settings/failure.module.css'
import { type ConnectedKind, isConnectedKind } from './account-fields'
import ChangeAccess from './change-access'
import ConnectChannel from './connect-channel'
import { attemptOf, type FailedAttempt } from './consent'

/** What has come of signing in at a provider's page: a channel, or the form as it was with what went wrong. */
export default function ConsentReturn(props: { state: string; onDone(): void }) {
  const data = useData()
  const words = () => t().channels
  const [found] = createResource(() => attemptOf(props.state))
  createEffect(() => {
    const result = found()
    if (!result?.ok || !result.value.outcome?.ok) return
    const { channelId, name, outcome } = result.value
    showToast(channelId === null ? words().added(name ?? outcome.name) : words().saved)
    props.onDone()
  })
  const failed = (): FailedAttempt | undefined => {
    const result = found()
    if (!result?.ok || !result.value.outcome || result.value.outcome.ok) return undefined
    return { ...result.value, state: props.state, refusal: result.value.outcome }
  }
  /** Another browser, another person, too late, or no answer was ever brought back. */
  const isGone = () => {
    const result = found()
    return result?.ok ? result.value.outcome === null : result?.reason === 'not-found'
  }
  const trouble = () => {
    const result = found()
    return result && !result.ok && !isGone() ? result.reason : undefined
  }
  return (
    <>
      <Failure reason={trouble()} />
      <Show when={isGone()}>
        <p class={failure.failure} role="alert">
          {words().consent.gone}
        </p>
      </Show>
      <Show when={failed()}>
        {(attempt) => (
          <Switch>
            <Match when={attempt().channelId === null}>
              <ConnectChannel attempt={attempt()} onClose={props.onDone} />
            </Match>
            <Match when={connected(data.channels().get(attempt().channelId ?? ''))}>
              {(channel) => <ChangeAccess channel={channel()} attempt={attempt()} onClose={props.onDone} />}
            </Match>
          </Switch>
        )}
      </Show>
    </>
  )
}

function connected(channel: Channel | undefined): (Channel & { kind: ConnectedKind }) | undefined {
  if (!channel) return undefined
  const { kind } = channel
  return isConnectedKind(kind) ? { ...channel, kind } : undefined
}
