import { createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Field } from '../../ui/field'
import { Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { type ApiFailure, callApi } from '../settings/api'
import { Failure } from '../settings/failure'
import { CONNECTED_KINDS, type ConnectedKind, consentAt, isConnectedKind } from './account-fields'
import { AccountForm, type GivenAccount } from './account-form'
import styles from './account-form.module.css'
import { Applications, Checked } from './channel-api'
import { ChannelProblemText } from './channel-problem'
import { type FailedAttempt, goToConsent } from './consent'

/**
 * A new channel: its kind, its account, tried before it is kept. `attempt`: a sign-in at a provider's page from which one has
 * come back in vain, so that nothing has to be typed twice.
 */
export default function ConnectChannel(props: { attempt?: FailedAttempt; onClose(): void }) {
  const words = () => t().channels
  const kindId = createUniqueId()
  const begun = props.attempt
  const [kind, setKind] = createSignal<ConnectedKind>(begun && isConnectedKind(begun.kind) ? begun.kind : 'telegram_bot')
  const [isBusy, setBusy] = createSignal(false)
  const [isTyped, setTyped] = createSignal(false)
  const [failure, setFailure] = createSignal<ApiFailure>()
  const [refusal, setRefusal] = createSignal<Extract<Checked, { ok: false }> | undefined>(begun?.refusal)
  /** Without them everything is typed: nobody has to be told that they could not be had. */
  const [applications] = createResource(kind, async (of) => {
    const result = await callApi(`/api/channel-applications/${of}`, { answer: Applications })
    return result.ok ? result.value.applications : []
  })

  const connect = async (account: GivenAccount, form: FormData) => {
    const name = String(form.get('channelName') ?? '').trim()
    setBusy(true)
    setRefusal(undefined)
    const body = { kind: kind(), ...account, ...(name === '' ? {} : { name }) }
    if (consentAt(kind(), account.settings)) {
      // The page is left on purpose.
      setTyped(false)
      setFailure(await goToConsent({ ...body, again: begun?.state }))
      setTyped(failure() !== undefined)
      return void setBusy(false)
    }
    const result = await callApi('/api/channels', { method: 'POST', body, answer: Checked })
    setBusy(false)
    setFailure(result.ok ? undefined : result.reason)
    if (!result.ok) return
    if (!result.value.ok) return void setRefusal(result.value)
    showToast(words().added(name || result.value.name))
    props.onClose()
  }
  return (
    <Modal title={words().title} isFirm={isTyped()} onClose={() => props.onClose()}>
      <div class={styles.choice}>
        <label for={kindId}>{words().kind}</label>
        <select
          id={kindId}
          onChange={(event) => {
            const chosen = CONNECTED_KINDS.find((each) => each === event.currentTarget.value)
            if (chosen) setKind(chosen)
            setRefusal(undefined)
          }}
        >
          <For each={CONNECTED_KINDS}>
            {(each) => (
              <option value={each} selected={each === kind()}>
                {t().inbox.channelKinds[each]}
              </option>
            )}
          </For>
        </select>
      </div>
      <Show when={kind()} keyed>
        {(chosen) => (
          <AccountForm
            kind={chosen}
            {...(chosen === begun?.kind ? { kept: begun } : {})}
            applications={applications.latest}
            submitLabel={words().check}
            isBusy={isBusy()}
            first={
              <Field
                label={words().name}
                hint={words().nameHint}
                name="channelName"
                value={begun?.name ?? ''}
                maxLength={80}
                autocomplete="off"
              />
            }
            trouble={
              <>
                <Failure reason={failure()} />
                <ChannelProblemText refusal={refusal()} />
              </>
            }
            onTyped={() => setTyped(true)}
            onSubmit={(account, form) => void connect(account, form)}
          />
        )}
      </Show>
    </Modal>
  )
}
