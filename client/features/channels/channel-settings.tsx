import { createSignal, createUniqueId, For, Index, type JSX, Show } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { isZone } from '#shared/domain/working-hours'
import { isSame } from '#shared/lib/is-same'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Modal } from '../../ui/modal'
import { allSaved } from '../../ui/own-field'
import { useAct } from '../act'
import { MovedNotice } from '../text/moved-notice'
import styles from './account-form.module.css'
import { createChannelEdit } from './channel-edit'
import { draftOf, type HoursDraft, readDraft } from './channel-rules'
import own from './channel-settings.module.css'
import { ChannelViewers } from './channel-viewers'
import { SignChoice } from './sign-choice'

/**
 * Name, sign, who sees it, texts, hours, the queue, and where orders and cards of a channel go. Works without a network like any
 * other change. Only what was changed here is kept; what others have changed of it meanwhile is looked at first.
 */
export default function ChannelSettings(props: { channel: Channel; onClose(): void }) {
  const act = useAct()
  const words = () => t().channels.rules
  const edit = createChannelEdit(() => props.channel)
  const { name, icon, greeting, hours, offHoursText, reopen, autoCloseHours, queue, orderSource, pipelineId } = edit.own
  const [isBusy, setBusy] = createSignal(false)
  const canSave = () => !isBusy() && !edit.mustLook()
  const fields = () => readDraft(edit.draft(), props.channel)
  const save = async () => {
    if (!canSave()) return
    const sent = fields()
    const changed = Object.fromEntries(Object.entries(sent).filter(([name]) => edit.own[name as keyof typeof sent].isChanged()))
    setBusy(true)
    const isStored = await act('channel.set', { channelId: props.channel.id, fields: changed })
    setBusy(false)
    if (!isStored) return
    if (isSame(fields(), sent)) return props.onClose()
    // What has been written meanwhile stays, as a change of what is kept now.
    allSaved(edit.own, draftOf(sent))
  }
  const setHours = (more: Partial<HoursDraft>) => hours.write({ ...hours.value(), ...more })
  return (
    <Modal title={words().settingsName(props.channel.name)} isFirm={edit.isChanged()} onClose={() => props.onClose()}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field
          label={t().channels.name}
          value={name.value()}
          required
          maxLength={80}
          autocomplete="off"
          onInput={(event) => name.write(event.currentTarget.value)}
        />
        <MovedNotice of={edit.shown().name} />
        <SignChoice kind={props.channel.kind} icon={icon.value()} onChoose={icon.write} />
        <MovedNotice of={edit.shown().icon} />
        <ChannelViewers channel={props.channel} />
        <Words label={words().greeting} hint={words().greetingHint} value={greeting.value()} onWrite={greeting.write} />
        <MovedNotice of={edit.shown().greeting} />
        <fieldset class={own.hours}>
          <legend>{words().hours}</legend>
          <label>
            <input
              type="checkbox"
              checked={hours.value().isAlways}
              onChange={(event) => setHours({ isAlways: event.currentTarget.checked })}
            />{' '}
            {words().always}
          </label>
          <Show when={!hours.value().isAlways}>
            <Field
              label={words().zone}
              value={hours.value().zone}
              onInput={(event) => {
                setHours({ zone: event.currentTarget.value })
                event.currentTarget.setCustomValidity(isZone(event.currentTarget.value) ? '' : 'Europe/Kyiv')
              }}
              required
              autocomplete="off"
            />
            <Index each={hours.value().days}>
              {(day, at) => (
                <Day
                  name={words().days[at] ?? ''}
                  day={day()}
                  onChange={(changed) => setHours({ days: hours.value().days.map((each, index) => (index === at ? changed : each)) })}
                />
              )}
            </Index>
            <Words label={words().offHours} hint={words().offHoursHint} value={offHoursText.value()} onWrite={offHoursText.write} />
          </Show>
        </fieldset>
        <MovedNotice of={edit.shown().hours} />
        <MovedNotice of={edit.shown().offHoursText} />
        <Choice label={words().reopen} value={reopen.value()} choices={words().reopens} onChoose={reopen.write} />
        <MovedNotice of={edit.shown().reopen} />
        <Field
          label={words().autoClose}
          hint={words().never}
          type="number"
          min={1}
          max={8760}
          value={autoCloseHours.value()}
          onInput={(event) => autoCloseHours.write(event.currentTarget.value)}
        />
        <MovedNotice of={edit.shown().autoCloseHours} />
        <Choice
          label={words().queue}
          value={queue.value().how}
          choices={words().queues}
          onChoose={(how) => queue.write({ ...queue.value(), how })}
        />
        <Field
          label={words().capacity}
          hint={words().anyNumber}
          type="number"
          min={1}
          max={500}
          value={queue.value().capacity}
          onInput={(event) => queue.write({ ...queue.value(), capacity: event.currentTarget.value })}
        />
        <MovedNotice of={edit.shown().queue} />
        <Field
          label={words().orderSource}
          hint={words().orderSourceHint(props.channel.name)}
          value={orderSource.value()}
          maxLength={80}
          autocomplete="off"
          onInput={(event) => orderSource.write(event.currentTarget.value)}
        />
        <MovedNotice of={edit.shown().orderSource} />
        <Choice label={words().pipeline} value={pipelineId.value()} choices={edit.pipelines()} onChoose={pipelineId.write} />
        <MovedNotice of={edit.shown().pipelineId} />
        <div class={styles.end}>
          <Button type="submit" kind="primary" disabled={!canSave()}>
            {words().done}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

type DayDraft = HoursDraft['days'][number]

function Day(props: { name: string; day: DayDraft; onChange(day: DayDraft): void }) {
  const words = () => t().channels.rules
  const time = (end: 'from' | 'to'): JSX.InputHTMLAttributes<HTMLInputElement> => ({
    type: 'time',
    value: props.day[end],
    class: own.time ?? '',
    onInput: (event) => props.onChange({ ...props.day, [end]: event.currentTarget.value }),
  })
  return (
    <div class={own.day}>
      <label>
        <input
          type="checkbox"
          checked={props.day.isOpen}
          onChange={(event) => props.onChange({ ...props.day, isOpen: event.currentTarget.checked })}
        />{' '}
        {props.name}
      </label>
      <input {...time('from')} aria-label={words().from(props.name)} />
      <input {...time('to')} aria-label={words().to(props.name)} />
    </div>
  )
}

function Words(props: { label: string; hint: string; value: string; onWrite(text: string): void }) {
  const id = createUniqueId()
  return (
    <div class={styles.choice}>
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={500}
        aria-describedby={`${id}-below`}
        value={props.value}
        onInput={(event) => props.onWrite(event.currentTarget.value)}
      />
      <p class={styles.hint} id={`${id}-below`}>
        {props.hint}
      </p>
    </div>
  )
}

interface ChoiceProps<V extends string> {
  label: string
  value: V
  choices: Readonly<Record<V, string>>
  onChoose(value: V): void
}

function Choice<V extends string>(props: ChoiceProps<V>) {
  const id = createUniqueId()
  const values = () => Object.keys(props.choices) as V[]
  return (
    <div class={styles.choice}>
      <label for={id}>{props.label}</label>
      <select
        id={id}
        onChange={(event) => {
          const chosen = values()[event.currentTarget.selectedIndex]
          if (chosen !== undefined) props.onChoose(chosen)
        }}
      >
        <For each={values()}>
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
