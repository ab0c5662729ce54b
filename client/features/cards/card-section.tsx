import ClipboardPlus from 'lucide-solid/icons/clipboard-plus'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import type { Card } from '#shared/domain/card'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Section } from '../customer/section'
import { useData } from '../data-context'
import { CardLineItem } from './card-line-item'
import styles from './card-section.module.css'
import { currentStage } from './stages'

const CardWindow = lazy(() => import('./card-window'))

/** The customer's requests: what is under way, and what has come to its end. */
export function CardSection(props: { row: DialogRow }) {
  const data = useData()
  const words = () => t().cards.pane
  const cards = data.createCardsOf(() => ({ dialogId: props.row.id, contactId: props.row.dialog.contactId }))
  const isActive = (card: Card) => (currentStage(data.pipelines(), card)?.kind ?? 'open') === 'open'
  const active = createMemo(() => cards().filter(isActive))
  const ended = createMemo(() => cards().filter((card) => !isActive(card)))
  const [opened, setOpened] = createSignal<Id | 'new' | null>(null)
  return (
    <Section title={words().active} action={<span class={styles.count}>{active().length || ''}</span>}>
      <Show when={active().length > 0} fallback={<p class={styles.none}>{words().none}</p>}>
        <CardList label={words().active} cards={active()} onOpen={setOpened} />
      </Show>
      <Show when={ended().length > 0}>
        <details class={styles.ended}>
          <summary>{words().ended(ended().length)}</summary>
          <CardList label={words().ended(ended().length)} cards={ended()} onOpen={setOpened} />
        </details>
      </Show>
      <Button class={styles.add} size="small" aria-haspopup="dialog" onClick={() => setOpened('new')}>
        <ClipboardPlus size={15} aria-hidden="true" />
        {words().add}
      </Button>
      <Show when={opened()} keyed>
        {(id) => (
          <Suspense>
            <CardWindow
              of={
                id === 'new'
                  ? {
                      dialogId: props.row.id,
                      contact: props.row.contact,
                      customer: props.row.customer,
                      pipelineId: props.row.channel?.pipelineId ?? null,
                    }
                  : { cardId: id }
              }
              onClose={() => setOpened(null)}
            />
          </Suspense>
        )}
      </Show>
    </Section>
  )
}

/** Kept by id: a card that changes while its stage is being chosen stays the one that is chosen for. */
function CardList(props: { label: string; cards: readonly Card[]; onOpen(id: Id): void }) {
  return (
    <ul class={styles.list} aria-label={props.label}>
      <For each={props.cards.map(({ id }) => id)}>
        {(id) => (
          <Show when={props.cards.find((card) => card.id === id)}>
            {(card) => <CardLineItem card={card()} onOpen={() => props.onOpen(id)} />}
          </Show>
        )}
      </For>
    </ul>
  )
}
