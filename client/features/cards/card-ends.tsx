import { A } from '@solidjs/router'
import MessagesSquare from 'lucide-solid/icons/messages-square'
import Trash from 'lucide-solid/icons/trash'
import { Show } from 'solid-js'
import type { Card } from '#shared/domain/card'
import type { Id } from '#shared/domain/id'
import type { Stage } from '#shared/domain/pipeline'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { WriteMenu } from '../inbox/write-menu'
import styles from './card-ends.module.css'
import { moveArgs } from './move'
import { currentStage, firstStage, pipelineOf, stageOfKind } from './stages'

/** What can be done with a card besides editing it: its conversation, its end, its removal. */
export function CardEnds(props: { card: Card; onClose(): void }) {
  const act = useAct()
  const data = useData()
  const words = () => t().cards.window
  const pipeline = () => pipelineOf(data.pipelines(), props.card.pipelineId)
  const isOpen = () => (currentStage(data.pipelines(), props.card)?.kind ?? 'open') === 'open'
  const goTo = async (stage: Stage | undefined) => {
    const of = pipeline()
    if (of && stage && (await act('card.move', moveArgs(props.card, { pipelineId: of.id, stageId: stage.id })))) props.onClose()
  }
  const ending = (kind: Stage['kind']) => {
    const of = pipeline()
    return of && stageOfKind(of, kind)
  }
  const remove = async () => {
    const { id: cardId, dialogId, title } = props.card
    if (!(await act('card.remove', { cardId, dialogId, isRemoved: true }))) return
    props.onClose()
    const undo = () => void act('card.remove', { cardId, dialogId, isRemoved: false })
    showToast(words().removed(title), { action: { label: t().common.undo, run: undo } })
  }
  return (
    <div class={styles.ends}>
      <Show when={props.card.dialogId} fallback={<WriteMenu label={words().write} row={null} cardId={props.card.id} />}>
        {(dialogId) => <Conversation dialogId={dialogId()} cardId={props.card.id} />}
      </Show>
      <Show
        when={isOpen()}
        fallback={
          <Show when={pipeline()}>
            {(of) => (
              <Button size="small" onClick={() => void goTo(firstStage(of()))}>
                {words().reopen}
              </Button>
            )}
          </Show>
        }
      >
        <Show when={ending('won')}>
          {(stage) => (
            <Button size="small" onClick={() => void goTo(stage())}>
              {words().win}
            </Button>
          )}
        </Show>
        <Show when={ending('lost')}>
          {(stage) => (
            <Button size="small" onClick={() => void goTo(stage())}>
              {words().lose}
            </Button>
          )}
        </Show>
      </Show>
      <Button size="small" kind="quiet" onClick={() => void remove()}>
        <Trash size={14} aria-hidden="true" />
        {t().common.remove}
      </Button>
    </div>
  )
}

/** The chat the card belongs to, if the operator sees it; its manager may not. */
function Conversation(props: { dialogId: Id; cardId: Id }) {
  const data = useData()
  const row = data.createDialog(() => props.dialogId)
  return (
    <Show when={row()} fallback={<Show when={row() === null}>{<p class={styles.hint}>{t().cards.window.noChat}</p>}</Show>}>
      {(dialog) => (
        <>
          <A class={styles.link ?? ''} href={`/chats/${props.dialogId}`}>
            <MessagesSquare size={14} aria-hidden="true" />
            {t().cards.window.openChat}
          </A>
          <WriteMenu label={t().cards.window.write} row={dialog()} cardId={props.cardId} />
        </>
      )}
    </Show>
  )
}
