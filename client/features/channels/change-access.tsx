import { createResource, createSignal, Show } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { type ApiFailure, callApi } from '../settings/api'
import { Failure } from '../settings/failure'
import { type ConnectedKind, consentAt } from './account-fields'
import { AccountForm, type GivenAccount } from './account-form'
import { Checked, KeptAccount } from './channel-api'
import { ChannelProblemText } from './channel-problem'
import { type FailedAttempt, goToConsent } from './consent'
import { OurAddress } from './our-address'

/** Another token, another server: tried before it takes the place of what is kept. */
export default function ChangeAccess(props: { channel: Channel & { kind: ConnectedKind }; attempt?: FailedAttempt; onClose(): void }) {
  const words = () => t().channels
  const path = () => `/api/channels/${props.channel.id}/account`
  const [failure, setFailure] = createSignal<ApiFailure>()
  const [refusal, setRefusal] = createSignal<Extract<Checked, { ok: false }> | undefined>(props.attempt?.refusal)
  const [isBusy, setBusy] = createSignal(false)
  const [isTyped, setTyped] = createSignal(false)
  const [kept] = createResource(async () => {
    const result = await callApi(path(), { answer: KeptAccount })
    setFailure(result.ok ? undefined : result.reason)
    return result.ok ? { ...result.value, ...props.attempt } : undefined
  })
  const save = async (account: GivenAccount) => {
    setBusy(true)
    setRefusal(undefined)
    if (consentAt(props.channel.kind, account.settings)) {
      // The page is left on purpose.
      setTyped(false)
      setFailure(await goToConsent({ channelId: props.channel.id, ...account, again: props.attempt?.state }))
      setTyped(failure() !== undefined)
      return void setBusy(false)
    }
    const result = await callApi(path(), { method: 'PATCH', body: account, answer: Checked })
    setBusy(false)
    setFailure(result.ok ? undefined : result.reason)
    if (!result.ok) return
    if (!result.value.ok) return void setRefusal(result.value)
    showToast(words().saved)
    props.onClose()
  }
  return (
    <Modal title={words().editName(props.channel.name)} isFirm={isTyped()} onClose={() => props.onClose()}>
      <Failure reason={failure()} />
      <Show when={kept()}>
        {(held) => (
          <AccountForm
            kind={props.channel.kind}
            kept={held()}
            submitLabel={words().save}
            isBusy={isBusy()}
            first={
              <Show when={held().hook}>{(path) => <OurAddress path={path()} title={words().hook.title} hint={words().hook.hint} />}</Show>
            }
            trouble={<ChannelProblemText refusal={refusal()} />}
            onTyped={() => setTyped(true)}
            onSubmit={(account) => void save(account)}
          />
        )}
      </Show>
    </Modal>
  )
}
