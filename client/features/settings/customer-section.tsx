import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, Show } from 'solid-js'
import { type CustomerField, type CustomerTag, FIELD_TYPES, TAG_COLORS } from '#shared/domain/customer-field'
import { newId } from '#shared/domain/id'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { emptyWhile } from '../../ui/sent-words'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { Tag } from '../customer/tag'
import { useData } from '../data-context'
import styles from './customer-section.module.css'
import { Panel, PanelRow } from './panel'

/** What this shop wants to know of its customers: tags, and fields of its own. */
export function CustomerSection() {
  const data = useData()
  const words = () => t().customers.settings
  const fields = () => (data.workspace()?.customerFields ?? []).filter(({ isRemoved }) => !isRemoved)
  const tags = () => (data.workspace()?.customerTags ?? []).filter(({ isRemoved }) => !isRemoved)
  const canChange = () => canAdminister(data.me().role)
  return (
    <Panel title={words().title} hint={canChange() ? words().hint : words().adminsOnly}>
      <h3 class={styles.heading}>{t().customer.tags}</h3>
      <ul aria-label={t().customer.tags}>
        <For each={tags()} fallback={<li class={styles.none}>{words().noTags}</li>}>
          {(tag) => <TagRow tag={tag} canChange={canChange()} />}
        </For>
      </ul>
      <Show when={canChange()}>
        <NewTag />
      </Show>
      <h3 class={styles.heading}>{words().fields}</h3>
      <ul aria-label={words().fields}>
        <For each={fields()} fallback={<li class={styles.none}>{words().noFields}</li>}>
          {(field) => <FieldRow field={field} canChange={canChange()} />}
        </For>
      </ul>
      <Show when={canChange()}>
        <NewField />
      </Show>
    </Panel>
  )
}

const plainId = (): string => newId().replaceAll('.', '_')

function TagRow(props: { tag: CustomerTag; canChange: boolean }) {
  const act = useAct()
  const remove = async () => {
    const { tag } = props
    if (!(await act('customerTag.put', { tag: { ...tag, isRemoved: true } }))) return
    showToast(t().customers.settings.removed(tag.name), {
      action: { label: t().common.undo, run: () => void act('customerTag.put', { tag: { ...tag, isRemoved: false } }) },
    })
  }
  return (
    <li>
      <PanelRow
        action={
          <Show when={props.canChange}>
            <IconButton
              label={t().customers.settings.remove(props.tag.name)}
              icon={Trash}
              size={17}
              tip="none"
              onClick={() => void remove()}
            />
          </Show>
        }
      >
        <Tag tag={props.tag} />
      </PanelRow>
    </li>
  )
}

function NewTag() {
  const act = useAct()
  const words = () => t().customers.settings
  const [color, setColor] = createSignal<CustomerTag['color']>('blue')
  const field = createSignal('')
  const [typed, setTyped] = field
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const name = typed().trim()
    if (!name) return
    void emptyWhile([field], () => act('customerTag.put', { tag: { id: plainId(), name, color: color(), isRemoved: false } }))
  }
  return (
    <form class={styles.form} onSubmit={add}>
      <input
        type="text"
        maxLength={60}
        autocomplete="off"
        aria-label={words().tagName}
        placeholder={words().tagName}
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <select
        aria-label={words().color}
        onChange={(event) => setColor(TAG_COLORS.find((each) => each === event.currentTarget.value) ?? 'gray')}
      >
        <For each={TAG_COLORS}>
          {(each) => (
            <option value={each} selected={each === color()}>
              {words().colors[each]}
            </option>
          )}
        </For>
      </select>
      <Button type="submit">{words().addTag}</Button>
    </form>
  )
}

function FieldRow(props: { field: CustomerField; canChange: boolean }) {
  const act = useAct()
  const words = () => t().customers.settings
  const remove = async () => {
    const { field } = props
    if (!(await act('customerField.put', { field: { ...field, isRemoved: true } }))) return
    showToast(words().removed(field.name), {
      action: { label: t().common.undo, run: () => void act('customerField.put', { field: { ...field, isRemoved: false } }) },
    })
  }
  return (
    <li>
      <PanelRow
        action={
          <Show when={props.canChange}>
            <IconButton label={words().remove(props.field.name)} icon={Trash} size={17} tip="none" onClick={() => void remove()} />
          </Show>
        }
      >
        <span>{props.field.name}</span>
        <small>{[words().types[props.field.type], props.field.choices.join(', ')].filter(Boolean).join(' · ')}</small>
      </PanelRow>
    </li>
  )
}

function NewField() {
  const act = useAct()
  const words = () => t().customers.settings
  const [type, setType] = createSignal<CustomerField['type']>('text')
  const typed = [createSignal(''), createSignal('')] as const
  const [[name, setName], [choices, setChoices]] = typed
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const listed = [
      ...new Set(
        choices()
          .split(/[;,\n]/)
          .map((each) => each.trim())
          .filter(Boolean),
      ),
    ]
    if (!name().trim() || (type() === 'choice' && listed.length === 0)) return
    const field = { id: plainId(), name: name().trim(), type: type(), choices: type() === 'choice' ? listed : [], isRemoved: false }
    void emptyWhile(typed, () => act('customerField.put', { field }))
  }
  return (
    <form class={styles.form} onSubmit={add}>
      <input
        type="text"
        maxLength={60}
        autocomplete="off"
        aria-label={words().fieldName}
        placeholder={words().fieldName}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <select
        aria-label={words().type}
        onChange={(event) => setType(FIELD_TYPES.find((each) => each === event.currentTarget.value) ?? 'text')}
      >
        <For each={FIELD_TYPES}>
          {(each) => (
            <option value={each} selected={each === type()}>
              {words().types[each]}
            </option>
          )}
        </For>
      </select>
      <Show when={type() === 'choice'}>
        <input
          type="text"
          autocomplete="off"
          aria-label={words().choices}
          placeholder={words().choices}
          value={choices()}
          onInput={(event) => setChoices(event.currentTarget.value)}
        />
      </Show>
      <Button type="submit">{words().addField}</Button>
    </form>
  )
}
