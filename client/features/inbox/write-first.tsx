import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { CAPABILITIES, type Channel } from '#shared/domain/channel'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import { canAdminister } from '#shared/domain/permissions'
import { MAX_SUBJECT_CHARS, startOf } from '#shared/domain/start'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Modal } from '../../ui/modal'
import { Rows } from '../../ui/rows'
import { tellFailure } from '../act'
import { fileProblem } from '../composer/file-limits'
import { createSendCheck } from '../composer/send-check'
import { SendDoubt } from '../composer/send-doubt'
import { createPhoneBook } from '../customer/phone'
import { useData } from '../data-context'
import { greetedAs } from '../quick-replies/values-of'
import { ContactField } from './contact-field'
import { createOpener } from './create-opener'
import { createFirstMessage, FirstMessageField } from './first-message'
import { addressesOf, canStart, createStarter, readAddress } from './start-conversation'
import styles from './write-first.module.css'

/** Whom one writes to is known already, from their card. */
export interface Addressee {
  readonly contact: Contact
  readonly customer: Customer | undefined
  readonly dialogId: Id
}

export interface WriteFirstProps {
  to?: Addressee | undefined
  /** Where to begin; absent: in the first channel that may. */
  channelId?: Id | undefined
  /** The card that it is begun from. */
  cardId?: Id | undefined
  onClose(): void
}

/** Begins a conversation: to whom, where, and the first message. Works without a network; then it waits in the outbox. */
export default function WriteFirst(props: WriteFirstProps) {
  const data = useData()
  const opener = createOpener()
  const start = createStarter(data)
  const book = createPhoneBook()
  const id = createUniqueId()
  const words = () => t().inbox.writeFirst

  const [person, setPerson] = createSignal<Addressee | null>(props.to ?? null)
  // Those first that take anybody, then those that wait for the customer's first word.
  const rank = ({ kind }: Channel) => ({ known: 1, none: 0, any: 2 })[formOf(kind)]
  const channels = createMemo(() => [...data.channels().values()].sort((a, b) => rank(b) - rank(a)))
  const may = (each: Channel) => canStart(each, person())
  const [channelId, setChannelId] = createSignal(props.channelId ?? channels().find(may)?.id ?? '')
  const channel = () => data.channels().get(channelId())
  // A channel that takes this person alone is none without them.
  createEffect(() => {
    const chosen = channel()
    if (!chosen || !may(chosen)) setChannelId(channels().find(may)?.id ?? '')
  })
  const form = () => {
    const chosen = channel()
    return chosen ? startOf(chosen.kind).form : null
  }
  const offered = createMemo(() => {
    const [to, chosen] = [person(), channel()]
    return to && chosen ? addressesOf(to, chosen) : []
  })
  const [typed, setTyped] = createSignal('')
  const [subject, setSubject] = createSignal('')
  const message = createFirstMessage()
  const [isBusy, setBusy] = createSignal(false)
  // The card's address for this channel stands in the field; what was typed by hand for another does not.
  const first = createMemo(() => offered()[0] ?? '')
  createEffect(on([first, channelId], ([address]) => setTyped(address)))

  const address = () => {
    const wanted = form()
    return wanted ? readAddress(wanted, typed(), { book: book(), country: data.workspace()?.country ?? 'UA' }) : null
  }
  const text = () => message.text().trim()
  const over = () => {
    const chosen = channel()
    return chosen ? Math.max(text().length - CAPABILITIES[chosen.kind].text.max, 0) : 0
  }
  const files = message.tray.files
  /** Chosen while another channel was. */
  const hasRefusedFiles = () => files().some((file) => fileProblem(channel(), file) !== null)
  const hasContent = () => text() !== '' || files().length > 0
  const canSend = () => address() !== null && hasContent() && over() === 0 && !hasRefusedFiles() && !isBusy()

  const send = async () => {
    const to = address()
    const chosen = channel()
    if (!to || !chosen) return
    setBusy(true)
    const said = { subject: subject().trim(), text: text(), attachments: files(), cardId: props.cardId }
    const before = message.text()
    message.write('')
    const dialogId = await start({ channel: chosen, address: to, person: person(), ...said })
    setBusy(false)
    const since = message.text()
    if (dialogId === null) return message.write(since === '' ? before : `${before}\n${since}`)
    // What has been written meanwhile is the next thing to say.
    if (since !== '') void tellFailure(data.saveDraft(dialogId, since, ''))
    message.tray.letGo()
    props.onClose()
    opener.open(dialogId)
  }
  const check = createSendCheck({ isNote: () => false, text: message.text, canSubmit: canSend, submit: send }, () => [])
  const values = () => ({ customer: greetedAs(person()?.contact.name), operator: data.me().name, channel: channel()?.name ?? '' })

  return (
    <Modal title={words().title} isFirm={hasContent() || isBusy()} onClose={props.onClose}>
      <Show when={channels().some(({ kind }) => formOf(kind) !== 'none')} fallback={<NoChannel onClose={props.onClose} />}>
        <form
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            void check.submit()
          }}
        >
          <ContactField person={person()} onPick={setPerson} />
          <div class={styles.field}>
            <label for={`${id}-channel`}>{words().channel}</label>
            <select id={`${id}-channel`} onChange={(event) => setChannelId(event.currentTarget.value)}>
              <Rows of={channels()}>
                {(each) => (
                  <option value={each().id} selected={each().id === channelId()} disabled={!may(each())}>
                    {each().name}
                    {may(each()) ? '' : reason(each())}
                  </option>
                )}
              </Rows>
            </select>
            <Show when={channel()?.isSample}>
              <p class={styles.hint}>{words().sample}</p>
            </Show>
          </div>
          <Show when={form() !== 'known'}>
            <Field
              label={words().address}
              value={typed()}
              list={`${id}-addresses`}
              autocomplete="off"
              inputMode={form() === 'email' ? 'email' : form() === 'phone' ? 'tel' : 'text'}
              placeholder={
                { phone: '+380 67 123 45 67', email: 'name@example.com', handle: '@name, +380…', known: '', none: '' }[form() ?? 'none']
              }
              error={typed().trim() !== '' && address() === null ? words().badAddress : undefined}
              hint={form() === 'email' && person() && offered().length === 0 ? words().savesEmail : undefined}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <datalist id={`${id}-addresses`}>
              <For each={offered()}>{(each) => <option value={each} />}</For>
            </datalist>
          </Show>
          <Show when={form() === 'email'}>
            <Field
              label={words().subject}
              value={subject()}
              maxLength={MAX_SUBJECT_CHARS}
              hint={words().subjectHint}
              onInput={(event) => setSubject(event.currentTarget.value)}
            />
          </Show>
          <FirstMessageField message={message} channel={channel()} values={values()} />
          <Show when={over() > 0 || hasRefusedFiles()}>
            <p class={styles.hint} data-error="" role="alert">
              {over() > 0 ? t().dialog.composer.tooLong(over()) : t().chat.files.refused}
            </p>
          </Show>
          <SendDoubt check={check} onWait={message.field.focus} />
          <footer class={styles.footer}>
            <span class={styles.gap} />
            <Show when={data.connection().phase === 'offline'}>
              <span class={styles.hint}>{t().dialog.composer.offline}</span>
            </Show>
            <Button type="submit" kind="primary" disabled={!canSend()}>
              {t().dialog.composer.send}
            </Button>
          </footer>
        </form>
      </Show>
    </Modal>
  )
}

/** Nobody can be written to first yet; whoever may change that is shown where. */
function NoChannel(props: { onClose(): void }) {
  const data = useData()
  const navigate = useNavigate()
  const connect = () => {
    props.onClose()
    navigate('/settings#channels')
  }
  return (
    <>
      <p class={styles.explain}>{t().inbox.writeFirst.explain}</p>
      <Show when={canAdminister(data.me().role)}>
        <footer class={styles.footer}>
          <span class={styles.gap} />
          <Button kind="primary" onClick={connect}>
            {t().channels.connect}
          </Button>
        </footer>
      </Show>
    </>
  )
}

function formOf(kind: Channel['kind']): 'any' | 'known' | 'none' {
  const { form } = startOf(kind)
  return form === null ? 'none' : form === 'known' ? 'known' : 'any'
}

/** Why one cannot begin there. */
function reason({ kind }: Channel): string {
  const start = startOf(kind)
  return ` — ${t().inbox.writeFirst.why[start.form === null ? start.why : 'wrote-before']}`
}
