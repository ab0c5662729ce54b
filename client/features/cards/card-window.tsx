import ClipboardX from 'lucide-solid/icons/clipboard-x'
import { createSignal, Match, Show, Switch } from 'solid-js'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { EmptyState } from '../../ui/empty-state'
import { Modal } from '../../ui/modal'
import { Skeleton } from '../../ui/skeleton'
import { useData } from '../data-context'
import { CardForm } from './card-form'
import { openPipelines } from './stages'

/** A card that is there, or one that is to be made: in a conversation, or of nobody yet. `pipelineId`: where it is to go; null: the first. */
export type CardWindowOf =
  | { readonly cardId: Id }
  | {
      readonly dialogId: Id
      readonly contact: Contact | undefined
      readonly customer: Customer | undefined
      readonly pipelineId: Id | null
    }
  | { readonly dialogId: null; readonly pipelineId: Id }

export default function CardWindow(props: { of: CardWindowOf; onClose(): void }) {
  const data = useData()
  const words = () => t().cards.window
  const [madeId, setMadeId] = createSignal<Id | null>(null)
  const cardId = () => ('cardId' in props.of ? props.of.cardId : madeId())
  const card = data.createCard(() => cardId() ?? '')
  const [isChanged, setChanged] = createSignal(false)
  // One that was made here a moment ago may not have been read yet.
  const isMissing = () => (card() === null && madeId() === null) || card()?.isRemoved
  return (
    <Modal title={cardId() === null ? words().add : words().edit} isFirm={isChanged()} onClose={props.onClose}>
      <Switch fallback={<Skeleton />}>
        <Match when={cardId() === null && data.pipelines() && openPipelines(data.pipelines()).length === 0}>
          <EmptyState icon={ClipboardX} title={words().noPipelines} hint={words().noPipelinesHint}>
            <a href="/settings#pipelines">{words().toSettings}</a>
          </EmptyState>
        </Match>
        <Match when={cardId() !== null && isMissing() && !isChanged()}>
          <EmptyState icon={ClipboardX} title={words().gone} hint={words().goneHint} />
        </Match>
        <Match when={data.pipelines() && (cardId() === null || card() || isChanged())}>
          <Show when={data.pipelines()}>
            {(pipelines) => (
              <CardForm
                of={props.of}
                card={card() ?? null}
                isGone={cardId() !== null && Boolean(isMissing())}
                pipelines={pipelines()}
                onChanged={setChanged}
                onMade={setMadeId}
                onClose={props.onClose}
              />
            )}
          </Show>
        </Match>
      </Switch>
    </Modal>
  )
}
