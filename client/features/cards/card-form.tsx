import { createEffect, createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import { type Card, MAX_CARD_COMMENT_CHARS, MAX_CARD_TITLE_CHARS } from '#shared/domain/card'
import { CARD_FIELDS } from '#shared/domain/card-place'
import { positionBetween } from '#shared/domain/column-order'
import { newId } from '#shared/domain/id'
import { liveStages, type Pipeline, stageOf } from '#shared/domain/pipeline'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { GrowingArea } from '../../ui/growing-area'
import { CancelButton } from '../../ui/modal'
import { Notice } from '../../ui/notice'
import { useAct } from '../act'
import { useData } from '../data-context'
import { assignable } from '../people'
import { EarlierComments } from '../text/earlier-comments'
import { CardEnds } from './card-ends'
import styles from './card-form.module.css'
import { CardHistory } from './card-history'
import { CardLines } from './card-lines'
import type { CardWindowOf } from './card-window'
import { moveArgs } from './move'
import { firstStage, openPipelines, pipelineOf } from './stages'

export interface CardFormProps {
  of: CardWindowOf
  card: Card | null
  /** A colleague has removed it while it was being changed here. */
  isGone: boolean
  pipelines: readonly Pipeline[]
  /** Whether anything of it is not saved. */
  onChanged(isChanged: boolean): void
  onClose(): void
}

/**
 * What a card is made of. The fields are the operator's from the moment the window opens; of a card that is there only
 * what was changed here is kept, so that a colleague's edits of the rest stay.
 */
export function CardForm(props: CardFormProps) {
  const data = useData()
  const act = useAct()
  const words = () => t().cards.window
  const id = createUniqueId()
  // As it was when the window opened.
  const before = props.card
  const of = props.of
  const begun = openPipelines(props.pipelines)
  // One that was removed since is nobody's choice any more.
  const chosen = 'pipelineId' in of ? begun.find(({ id: each }) => each === of.pipelineId) : undefined
  const wanted = before?.pipelineId ?? (chosen ?? begun[0])?.id ?? ''
  const customer = 'contact' in of ? (of.customer?.name ?? of.contact?.name ?? '') : ''

  const [pipelineId, setPipelineId] = createSignal(wanted)
  const pipeline = () => pipelineOf(props.pipelines, pipelineId())
  const first = before && pipelineOf(props.pipelines, before.pipelineId)
  const [stageId, setStageId] = createSignal(before && first ? (stageOf(first, before.stageId)?.id ?? '') : firstStageId(pipeline()))
  const [title, setTitle] = createSignal(before?.title ?? customer)
  const [lines, setLines] = createSignal(before?.lines ?? [])
  const [managerId, setManagerId] = createSignal(before ? before.managerId : data.me().operatorId)
  const [comment, setComment] = createSignal(before?.comment ?? '')
  const [isBusy, setBusy] = createSignal(false)
  const stages = () => {
    const chosen = pipeline()
    return chosen ? liveStages(chosen) : []
  }
  const offered = () => props.pipelines.filter((each) => !each.isRemoved || each.id === before?.pipelineId)
  // Who has left stays named until another is chosen.
  const managers = () => {
    const present = assignable(data.operators(), data.me().operatorId)
    const former = data.operators().get(managerId() ?? '')
    return former?.isDisabled ? [...present, former] : present
  }
  const canSave = () => title().trim() !== '' && stageId() !== '' && !isBusy() && !props.isGone

  const changePipeline = (to: string) => {
    setPipelineId(to)
    setStageId(firstStageId(pipeline()))
  }

  const fields = () => ({ title: title().trim(), lines: [...lines()], managerId: managerId(), comment: comment().trim() })

  const written = () => JSON.stringify([fields(), pipelineId(), stageId()])
  const asOpened = written()
  const isChanged = createMemo(() => written() !== asOpened)
  createEffect(() => props.onChanged(isChanged()))
  onCleanup(() => props.onChanged(false))

  const save = async () => {
    if (!canSave()) return
    setBusy(true)
    const isKept = before ? await keep(before) : await make()
    setBusy(false)
    if (isKept) props.onClose()
  }

  const make = () =>
    act('card.create', {
      cardId: newId(),
      dialogId: 'dialogId' in of ? of.dialogId : null,
      pipelineId: pipelineId(),
      stageId: stageId(),
      position: positionBetween(null, null, Date.now()),
      customerId: 'contact' in of ? (of.contact?.customerId ?? null) : null,
      ...fields(),
    })

  async function keep(card: Card): Promise<boolean> {
    const now = fields()
    const changed = Object.fromEntries(
      CARD_FIELDS.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(card[name])).map((name) => [name, now[name]]),
    )
    const dialogId = props.card?.dialogId ?? card.dialogId
    if (Object.keys(changed).length > 0 && !(await act('card.edit', { cardId: card.id, dialogId, fields: changed }))) return false
    const hasMoved = pipelineId() !== card.pipelineId || stageId() !== (first && stageOf(first, card.stageId)?.id)
    return !hasMoved || act('card.move', moveArgs({ id: card.id, dialogId }, { pipelineId: pipelineId(), stageId: stageId() }))
  }

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Show when={props.isGone}>
        <Notice text={words().goneMeanwhile}>
          <Show when={props.card}>
            {(card) => (
              <Button
                size="small"
                onClick={() => void act('card.remove', { cardId: card().id, dialogId: card().dialogId, isRemoved: false })}
              >
                {words().bringBack}
              </Button>
            )}
          </Show>
        </Notice>
      </Show>
      <Field
        label={words().title}
        value={title()}
        maxLength={MAX_CARD_TITLE_CHARS}
        required
        autocomplete="off"
        placeholder={words().titleHint}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <div class={styles.pair}>
        <div class={styles.field}>
          <label for={`${id}-pipeline`}>{words().pipeline}</label>
          <select id={`${id}-pipeline`} onChange={(event) => changePipeline(event.currentTarget.value)}>
            <For each={offered()}>
              {(each) => (
                <option value={each.id} selected={each.id === pipelineId()}>
                  {each.isRemoved ? words().removedPipeline(each.name) : each.name}
                </option>
              )}
            </For>
          </select>
        </div>
        <div class={styles.field}>
          <label for={`${id}-stage`}>{words().stage}</label>
          <select id={`${id}-stage`} onChange={(event) => setStageId(event.currentTarget.value)}>
            <For each={stages()}>
              {(stage) => (
                <option value={stage.id} selected={stage.id === stageId()}>
                  {stage.name}
                </option>
              )}
            </For>
          </select>
        </div>
      </div>
      <CardLines lines={lines()} onChange={setLines} />
      <div class={styles.field}>
        <label for={`${id}-manager`}>{words().manager}</label>
        <select id={`${id}-manager`} onChange={(event) => setManagerId(event.currentTarget.value || null)}>
          <option value="" selected={managerId() === null}>
            {words().noManager}
          </option>
          <For each={managers()}>
            {(operator) => (
              <option value={operator.id} selected={operator.id === managerId()}>
                {operator.name}
              </option>
            )}
          </For>
        </select>
      </div>
      <div class={styles.field}>
        <label for={`${id}-comment`}>{words().comment}</label>
        <GrowingArea
          id={`${id}-comment`}
          class={styles.area}
          text={comment()}
          value={comment()}
          maxLength={MAX_CARD_COMMENT_CHARS}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </div>
      <Show when={props.card}>
        {(card) => (
          <>
            <EarlierComments comments={card().earlierComments} />
            <CardHistory card={card()} />
            <Show when={!props.isGone}>
              <CardEnds card={card()} onClose={props.onClose} />
            </Show>
          </>
        )}
      </Show>
      <footer class={styles.footer}>
        <CancelButton />
        <Button type="submit" kind="primary" disabled={!canSave()}>
          {t().common.save}
        </Button>
      </footer>
    </form>
  )
}

const firstStageId = (pipeline: Pipeline | undefined): string => (pipeline && firstStage(pipeline)?.id) ?? ''
