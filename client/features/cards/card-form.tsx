import { createEffect, createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import { type Card, type CardLine, type CardWords, MAX_CARD_COMMENT_CHARS, MAX_CARD_TITLE_CHARS, mergeCardLines } from '#shared/domain/card'
import { CARD_FIELDS, type CardPlace } from '#shared/domain/card-place'
import { positionBetween } from '#shared/domain/column-order'
import { type Id, newId } from '#shared/domain/id'
import { liveStages, type Pipeline, stageOf } from '#shared/domain/pipeline'
import { isSame } from '#shared/lib/is-same'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { GrowingArea } from '../../ui/growing-area'
import { CancelButton } from '../../ui/modal'
import { Notice } from '../../ui/notice'
import { allSaved, createOwnField } from '../../ui/own-field'
import { useAct } from '../act'
import { useData } from '../data-context'
import { assignable, operatorName } from '../people'
import { EarlierList } from '../text/earlier-list'
import { MovedNotice } from '../text/moved-notice'
import { earlierWords } from '../text/shown-field'
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
  /** It is there now; something more has been written in it since. */
  onMade(cardId: Id): void
  onClose(): void
}

/**
 * What a card is made of. Of a card that is there only what was changed here is kept, so that a colleague's edits of the
 * rest stay; where both have changed the same, one looks before it is replaced.
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
  const begin: Contents = { title: customer, lines: [], managerId: data.me().operatorId, comment: '' }
  const stored = createMemo<Contents & Pick<Card, 'earlier'>>((known) => props.card ?? known, before ?? begin)
  const own = {
    title: createOwnField(() => stored().title),
    lines: createOwnField(
      () => stored().lines,
      (seen, theirs, ours) => {
        const { lines, isContested } = mergeCardLines(seen, theirs, ours)
        return { value: lines, isContested }
      },
    ),
    managerId: createOwnField(() => stored().managerId),
    comment: createOwnField(() => stored().comment),
  }
  const shown = () => ({
    title: { name: words().title, text: String, own: own.title },
    lines: { name: words().lines, text: goodsText, own: own.lines },
    managerId: { name: words().manager, text: managerName, own: own.managerId },
    comment: { name: words().comment, text: String, own: own.comment },
  })
  const managerId = own.managerId.value
  const managerName = (id: string | null) => (id === null ? words().noManager : operatorName(data.operators(), id))
  const earlier = () => {
    const { title, lines, comment } = shown()
    return earlierWords<CardWords>(stored().earlier, { title, lines, comment })
  }
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
  const mustLook = () => CARD_FIELDS.some((name) => own[name].hasMoved())
  const canSave = () => own.title.value().trim() !== '' && stageId() !== '' && !isBusy() && !props.isGone && !mustLook()

  const changePipeline = (to: string) => {
    setPipelineId(to)
    setStageId(firstStageId(pipeline()))
  }

  const fields = (): Contents => ({
    title: own.title.value().trim(),
    lines: own.lines.value(),
    managerId: managerId(),
    comment: own.comment.value().trim(),
  })

  const place = (): CardPlace => ({ pipelineId: pipelineId(), stageId: stageId() })
  const [keptPlace, setKeptPlace] = createSignal(place())
  const [keptId, setKeptId] = createSignal(before?.id)
  const isMoved = () => !isSame(place(), keptPlace())
  const isChanged = createMemo(() => CARD_FIELDS.some((name) => own[name].isChanged()) || isMoved())
  createEffect(() => props.onChanged(isChanged()))
  onCleanup(() => props.onChanged(false))

  const save = async () => {
    if (!canSave()) return
    const sent = { fields: fields(), place: place() }
    const cardId = keptId() ?? newId()
    setBusy(true)
    const isKept = keptId() === undefined ? await make(cardId, sent) : await keep(cardId, sent)
    setBusy(false)
    if (!isKept) return
    if (isSame({ fields: fields(), place: place() }, sent)) return props.onClose()
    // What has been written meanwhile stays, as a change of what is kept now.
    setKeptId(cardId)
    setKeptPlace(sent.place)
    allSaved(own, sent.fields)
    if (!before) props.onMade(cardId)
  }

  const dialogId = () => (props.card ?? before)?.dialogId ?? ('dialogId' in of ? of.dialogId : null)

  const make = (cardId: Id, sent: Sent) =>
    act('card.create', {
      cardId,
      dialogId: dialogId(),
      ...sent.place,
      position: positionBetween(null, null, Date.now()),
      customerId: 'contact' in of ? (of.contact?.customerId ?? null) : null,
      ...sent.fields,
    })

  async function keep(cardId: Id, sent: Sent): Promise<boolean> {
    const isToMove = isMoved()
    const changed = Object.fromEntries(CARD_FIELDS.filter((name) => own[name].isChanged()).map((name) => [name, sent.fields[name]]))
    const at = { cardId, dialogId: dialogId() }
    const seen = 'lines' in changed ? { seenLines: [...own.lines.seen()] } : {}
    if (Object.keys(changed).length > 0 && !(await act('card.edit', { ...at, fields: changed, ...seen }))) return false
    return !isToMove || act('card.move', moveArgs({ id: cardId, dialogId: at.dialogId }, sent.place))
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
        value={own.title.value()}
        maxLength={MAX_CARD_TITLE_CHARS}
        required
        autocomplete="off"
        placeholder={words().titleHint}
        onInput={(event) => own.title.write(event.currentTarget.value)}
      />
      <MovedNotice of={shown().title} />
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
      <CardLines lines={own.lines.value()} onChange={own.lines.write} />
      <MovedNotice of={shown().lines} />
      <div class={styles.field}>
        <label for={`${id}-manager`}>{words().manager}</label>
        <select id={`${id}-manager`} onChange={(event) => own.managerId.write(event.currentTarget.value || null)}>
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
      <MovedNotice of={shown().managerId} />
      <div class={styles.field}>
        <label for={`${id}-comment`}>{words().comment}</label>
        <GrowingArea
          id={`${id}-comment`}
          class={styles.area}
          text={own.comment.value()}
          value={own.comment.value()}
          maxLength={MAX_CARD_COMMENT_CHARS}
          onInput={(event) => own.comment.write(event.currentTarget.value)}
        />
      </div>
      <MovedNotice of={shown().comment} />
      <EarlierList words={earlier()} />
      <Show when={props.card}>
        {(card) => (
          <>
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

type Contents = Pick<Card, (typeof CARD_FIELDS)[number]>

interface Sent {
  readonly fields: Contents
  readonly place: CardPlace
}

const goodsText = (lines: readonly CardLine[]): string => lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(', ')

const firstStageId = (pipeline: Pipeline | undefined): string => (pipeline && firstStage(pipeline)?.id) ?? ''
