import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Floating } from '../../ui/floating'
import { Glyph } from '../../ui/glyph'
import { IconButton } from '../../ui/icon-button'
import { Picker } from '../../ui/picker'
import { useAct } from '../act'
import { useData } from '../data-context'
import { Section } from './section'
import { Tag } from './tag'
import styles from './tag.module.css'

/** Tags of a customer; which there are is said in the settings. */
export function TagList(props: { customer: Customer }) {
  const data = useData()
  const act = useAct()
  const [isOpen, setOpen] = createSignal(false)
  let adder: HTMLButtonElement | undefined
  const defined = () => (data.workspace()?.customerTags ?? []).filter(({ isRemoved }) => !isRemoved)
  const given = () => defined().filter(({ id }) => props.customer.tags.includes(id))
  const toggle = (id: string) => {
    const of = { customerId: props.customer.id, list: 'tags' as const, value: id }
    void act(props.customer.tags.includes(id) ? 'customer.take' : 'customer.add', of)
  }
  return (
    <Show when={defined().length > 0}>
      <Section title={t().customer.tags}>
        <div class={styles.tags}>
          <For each={given()}>
            {(tag) => (
              <Tag tag={tag}>
                <IconButton label={t().customer.removeTag(tag.name)} icon={X} size={13} tip="none" onClick={() => toggle(tag.id)} />
              </Tag>
            )}
          </For>
          <Button
            ref={adder}
            kind="quiet"
            size="small"
            aria-haspopup="dialog"
            aria-expanded={isOpen()}
            onClick={() => setOpen((open) => !open)}
          >
            <Glyph icon={Plus} size={15} stroke={2} />
            {t().customer.addTag}
          </Button>
        </div>
        <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => adder} label={t().customer.tags}>
          <Picker
            label={t().customer.tags}
            options={defined().map(({ id, name }) => ({ value: id, label: name }))}
            selected={props.customer.tags}
            isMultiple
            search={t().common.search}
            onPick={toggle}
          />
        </Floating>
      </Section>
    </Show>
  )
}
