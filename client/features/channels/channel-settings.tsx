import { createSignal, createUniqueId, For, type JSX, onMount, Show } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { isZone } from '#shared/domain/working-hours'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Modal } from '../../ui/modal'
import { useAct } from '../act'
import { openPipelines } from '../cards/stages'
import { useData } from '../data-context'
import styles from './account-form.module.css'
import { changedFields, clockOf, fieldsOf, USUAL_DAY, usualWeek } from './channel-rules'
import own from './channel-settings.module.css'
import { ChannelViewers } from './channel-viewers'
import { SignChoice } from './sign-choice'

/**
 * Name, sign, who sees it, texts, hours, the queue, and where orders and cards of a channel go. Works without a network like any
 * other change. The fields are the administrator's from the moment the window opens, and only what was changed here is kept.
 */
export default function ChannelSettings(props: { channel: Channel; onClose(): void }) {
  const act = useAct()
  const data = useData()
  const words = () => t().channels.rules
  const channel = props.channel
  let form: HTMLFormElement | undefined
  const written = () => fieldsOf(new FormData(form), channel)
  let asOpened: ReturnType<typeof written> = {}
  onMount(() => {
    asOpened = written()
  })
  const [isChanged, setChanged] = createSignal(false)
  const changes = () => changedFields(asOpened, written())
  const [isAlways, setAlways] = createSignal(!channel.hours)
  const [zone, setZone] = createSignal(channel.hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  /** The first stands for none of them, so that it may become another. */
  const pipelines = () => ({
    '': words().firstPipeline,
    ...Object.fromEntries(openPipelines(data.pipelines()).map(({ id, name }) => [id, name])),
  })
  const save = async () => {
    if (await act('channel.set', { channelId: channel.id, fields: changes() })) props.onClose()
  }
  return (
    <Modal title={words().settingsName(props.channel.name)} isFirm={isChanged()} onClose={() => props.onClose()}>
      <form
        ref={form}
        class={styles.form}
        onInput={() => setChanged(Object.keys(changes()).length > 0)}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={t().channels.name} name="name" value={channel.name} required maxLength={80} autocomplete="off" />
        <SignChoice channel={channel} />
        <ChannelViewers channel={props.channel} />
        <Words label={words().greeting} hint={words().greetingHint} name="greeting" value={channel.greeting} />
        <fieldset class={own.hours}>
          <legend>{words().hours}</legend>
          <label>
            <input type="checkbox" name="always" checked={isAlways()} onChange={(event) => setAlways(event.currentTarget.checked)} />{' '}
            {words().always}
          </label>
          <Show when={!isAlways()}>
            <Field
              label={words().zone}
              name="zone"
              value={zone()}
              onInput={(event) => {
                setZone(event.currentTarget.value)
                event.currentTarget.setCustomValidity(isZone(event.currentTarget.value) ? '' : 'Europe/Kyiv')
              }}
              required
              autocomplete="off"
            />
            <For each={words().days}>{(name, day) => <Day name={name} day={day()} channel={channel} />}</For>
            <Words label={words().offHours} hint={words().offHoursHint} name="offHoursText" value={channel.offHoursText ?? ''} />
          </Show>
        </fieldset>
        <Choice label={words().reopen} name="reopen" value={channel.reopen ?? 'keep'} choices={words().reopens} />
        <Field
          label={words().autoClose}
          hint={words().never}
          name="autoCloseHours"
          type="number"
          min={1}
          max={8760}
          value={channel.autoCloseHours ?? ''}
        />
        <Choice label={words().queue} name="queue" value={channel.queue?.how ?? 'none'} choices={words().queues} />
        <Field
          label={words().capacity}
          hint={words().anyNumber}
          name="capacity"
          type="number"
          min={1}
          max={500}
          value={channel.queue?.capacity ?? ''}
        />
        <Field
          label={words().orderSource}
          hint={words().orderSourceHint(props.channel.name)}
          name="orderSource"
          value={channel.orderSource ?? ''}
          maxLength={80}
          autocomplete="off"
        />
        <Choice label={words().pipeline} name="pipelineId" value={channel.pipelineId ?? ''} choices={pipelines()} />
        <div class={styles.end}>
          <Button type="submit" kind="primary">
            {words().done}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function Day(props: { name: string; day: number; channel: Channel }) {
  const words = () => t().channels.rules
  const shift = () => (props.channel.hours?.days ?? usualWeek())[props.day] ?? null
  const time = (value: number): JSX.InputHTMLAttributes<HTMLInputElement> => ({
    type: 'time',
    value: clockOf(value),
    class: own.time ?? '',
  })
  return (
    <div class={own.day}>
      <label>
        <input type="checkbox" name={`open${props.day}`} checked={shift() !== null} /> {props.name}
      </label>
      <input {...time((shift() ?? USUAL_DAY).from)} name={`from${props.day}`} aria-label={words().from(props.name)} />
      <input {...time((shift() ?? USUAL_DAY).to)} name={`to${props.day}`} aria-label={words().to(props.name)} />
    </div>
  )
}

function Words(props: { label: string; hint: string; name: string; value: string }) {
  const id = createUniqueId()
  return (
    <div class={styles.choice}>
      <label for={id}>{props.label}</label>
      <textarea id={id} name={props.name} rows={2} maxLength={500} aria-describedby={`${id}-below`}>
        {props.value}
      </textarea>
      <p class={styles.hint} id={`${id}-below`}>
        {props.hint}
      </p>
    </div>
  )
}

function Choice(props: { label: string; name: string; value: string; choices: Readonly<Record<string, string>> }) {
  const id = createUniqueId()
  return (
    <div class={styles.choice}>
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name}>
        <For each={Object.keys(props.choices)}>
          {(value) => (
            <option value={value} selected={value === props.value}>
              {props.choices[value]}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}
