import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
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
import { clockOf, fieldsOf, USUAL_DAY, usualWeek } from './channel-rules'
import own from './channel-settings.module.css'
import { ChannelViewers } from './channel-viewers'
import { SignChoice } from './sign-choice'

/** Name, sign, who sees it, texts, hours, the queue, and where orders and cards of a channel go. Works without a network like any other change. */
export default function ChannelSettings(props: { channel: Channel; onClose(): void }) {
  const act = useAct()
  const data = useData()
  const words = () => t().channels.rules
  const [isAlways, setAlways] = createSignal(!props.channel.hours)
  const [zone, setZone] = createSignal(props.channel.hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  /** The first stands for none of them, so that it may become another. */
  const pipelines = () => ({
    '': words().firstPipeline,
    ...Object.fromEntries(openPipelines(data.pipelines()).map(({ id, name }) => [id, name])),
  })
  const save = async (form: FormData) => {
    if (await act('channel.set', { channelId: props.channel.id, fields: fieldsOf(form, props.channel) })) props.onClose()
  }
  return (
    <Modal title={words().settingsName(props.channel.name)} onClose={() => props.onClose()}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        <Field label={t().channels.name} name="name" value={props.channel.name} required maxLength={80} autocomplete="off" />
        <SignChoice channel={props.channel} />
        <ChannelViewers channel={props.channel} />
        <Words label={words().greeting} hint={words().greetingHint} name="greeting" value={props.channel.greeting} />
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
            <For each={words().days}>{(name, day) => <Day name={name} day={day()} channel={props.channel} />}</For>
            <Words label={words().offHours} hint={words().offHoursHint} name="offHoursText" value={props.channel.offHoursText ?? ''} />
          </Show>
        </fieldset>
        <Choice label={words().reopen} name="reopen" value={props.channel.reopen ?? 'keep'} choices={words().reopens} />
        <Field
          label={words().autoClose}
          hint={words().never}
          name="autoCloseHours"
          type="number"
          min={1}
          max={8760}
          value={props.channel.autoCloseHours ?? ''}
        />
        <Choice label={words().queue} name="queue" value={props.channel.queue?.how ?? 'none'} choices={words().queues} />
        <Field
          label={words().capacity}
          hint={words().anyNumber}
          name="capacity"
          type="number"
          min={1}
          max={500}
          value={props.channel.queue?.capacity ?? ''}
        />
        <Field
          label={words().orderSource}
          hint={words().orderSourceHint(props.channel.name)}
          name="orderSource"
          value={props.channel.orderSource ?? ''}
          maxLength={80}
          autocomplete="off"
        />
        <Choice label={words().pipeline} name="pipelineId" value={props.channel.pipelineId ?? ''} choices={pipelines()} />
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
        <For each={Object.entries(props.choices)}>
          {([value, label]) => (
            <option value={value} selected={value === props.value}>
              {label}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}
