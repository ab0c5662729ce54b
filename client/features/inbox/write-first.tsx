import Paperclip from 'lucide-solid/icons/paperclip'
import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { CAPABILITIES, type Channel } from '#shared/domain/channel'
import type { Contact } from '#shared/domain/contact'
import type { Id } from '#shared/domain/id'
import { MAX_SUBJECT_CHARS, startOf } from '#shared/domain/start'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { GrowingArea } from '../../ui/growing-area'
import { IconButton } from '../../ui/icon-button'
import { Modal } from '../../ui/modal'
import { createPhoneBook } from '../customer/phone'
import { useData } from '../data-context'
import { ContactField } from './contact-field'
import { createOpener } from './create-opener'
import { addressesOf, createStarter, readAddress } from './start-conversation'
import styles from './write-first.module.css'

/** Whom one writes to is known already, from their card. */
export interface Addressee {
  readonly contact: Contact
  readonly dialogId: Id
}

/** Begins a conversation: to whom, where, and the first message. Works without a network; then it waits in the outbox. */
/** @param props.cardId the card that it is begun from. */
export default function WriteFirst(props: { to?: Addressee | undefined; cardId?: Id; onClose(): void }) {
  const data = useData()
  const opener = createOpener()
  const start = createStarter(data)
  const book = createPhoneBook()
  const id = createUniqueId()
  const words = () => t().inbox.writeFirst

  const channels = createMemo(() => [...data.channels().values()].sort((a, b) => Number(canStart(b)) - Number(canStart(a))))
  const [person, setPerson] = createSignal<Addressee | null>(props.to ?? null)
  const [channelId, setChannelId] = createSignal(channels().find(canStart)?.id ?? '')
  const channel = () => data.channels().get(channelId())
  const form = () => {
    const chosen = channel()
    return chosen ? startOf(chosen.kind).form : null
  }
  const offered = createMemo(() => {
    const [contact, chosen] = [person()?.contact, channel()]
    return contact && chosen ? addressesOf(contact, chosen) : []
  })
  const [typed, setTyped] = createSignal('')
  const [subject, setSubject] = createSignal('')
  const [text, setText] = createSignal('')
  const [isBusy, setBusy] = createSignal(false)
  // The card's address for this channel stands in the field; what was typed by hand for another does not.
  createEffect(on([offered, form], ([addresses]) => setTyped(addresses[0] ?? '')))

  const address = () => {
    const wanted = form()
    return wanted ? readAddress(wanted, typed(), { book: book(), country: data.workspace()?.country ?? 'UA' }) : null
  }
  const over = () => {
    const chosen = channel()
    return chosen ? Math.max(text().trim().length - CAPABILITIES[chosen.kind].text.max, 0) : 0
  }
  const canSend = () => address() !== null && text().trim() !== '' && over() === 0 && !isBusy()

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const to = address()
    const chosen = channel()
    if (!canSend() || !to || !chosen) return
    setBusy(true)
    const dialogId = await start({
      channel: chosen,
      address: to,
      person: person(),
      subject: subject().trim(),
      text: text().trim(),
      cardId: props.cardId,
    })
    setBusy(false)
    if (!dialogId) return
    props.onClose()
    opener.open(dialogId)
  }

  return (
    <Modal title={words().title} onClose={props.onClose}>
      <Show when={channels().some(canStart)} fallback={<p class={styles.explain}>{words().explain}</p>}>
        <form class={styles.form} onSubmit={(event) => void send(event)}>
          <ContactField person={person()} onPick={setPerson} />
          <div class={styles.field}>
            <label for={`${id}-channel`}>{words().channel}</label>
            <select id={`${id}-channel`} value={channelId()} onChange={(event) => setChannelId(event.currentTarget.value)}>
              <For each={channels()}>
                {(each) => (
                  <option value={each.id} disabled={!canStart(each)}>
                    {each.name}
                    {reason(each)}
                  </option>
                )}
              </For>
            </select>
            <Show when={channel()?.isSample}>
              <p class={styles.hint}>{words().sample}</p>
            </Show>
          </div>
          <Field
            label={words().address}
            value={typed()}
            list={`${id}-addresses`}
            autocomplete="off"
            inputMode={form() === 'email' ? 'email' : form() === 'phone' ? 'tel' : 'text'}
            placeholder={{ phone: '+380 67 123 45 67', email: 'name@example.com', handle: '@name, +380…', none: '' }[form() ?? 'none']}
            error={typed().trim() !== '' && address() === null ? words().badAddress : undefined}
            hint={form() === 'email' && person() && offered().length === 0 ? words().savesEmail : undefined}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <datalist id={`${id}-addresses`}>
            <For each={offered()}>{(each) => <option value={each} />}</For>
          </datalist>
          <Show when={form() === 'email'}>
            <Field
              label={words().subject}
              value={subject()}
              maxLength={MAX_SUBJECT_CHARS}
              hint={words().subjectHint}
              onInput={(event) => setSubject(event.currentTarget.value)}
            />
          </Show>
          <div class={styles.field}>
            <label for={`${id}-text`}>{words().text}</label>
            <GrowingArea
              id={`${id}-text`}
              class={styles.area}
              text={text()}
              value={text()}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <Show when={over() > 0}>
              <p class={styles.hint} data-error="" role="alert">
                {t().dialog.composer.tooLong(over())}
              </p>
            </Show>
          </div>
          <footer class={styles.footer}>
            <IconButton label={t().dialog.composer.attach} icon={Paperclip} tip="none" title={t().dialog.composer.noFiles} disabled />
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

const canStart = (channel: Channel): boolean => startOf(channel.kind).form !== null

function reason(channel: Channel): string {
  const start = startOf(channel.kind)
  return start.form === null ? ` — ${t().inbox.writeFirst.why[start.why]}` : ''
}
