/** Requests of the sample shop's customers, on their way through its pipeline. */
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import type { CardLine } from '#shared/domain/card'
import { positionBetween } from '#shared/domain/column-order'
import type { Contact } from '#shared/domain/contact'
import type { Dialog } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import { liveStages, type Pipeline } from '#shared/domain/pipeline'
import type { Product } from '#shared/domain/product'
import type { Committer } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { Store } from '../store/port'
import type { Chance } from './chance'

const CARDS = 64
/** The newest dialogs tell stories of their own, and stay on top. */
const PASSED_OVER = 18
const MINUTE_MS = 60_000

const COMMENTS = ['', '', '', 'Позвонить после обеда', 'Ждёт поступления на склад', 'Нужен счёт для оплаты', 'Просит скидку на второй']

interface Filling {
  readonly store: Store
  readonly committer: Committer
  readonly operators: readonly Actor[]
  readonly chance: Chance
  readonly now: number
}

export async function fillCards({ store, committer, operators, chance, now }: Filling): Promise<void> {
  // The store returns what was written under the kind.
  const pipeline = (await store.all('pipeline'))[0]?.row as Pipeline | undefined
  const products = (await store.page('product', { after: '', limit: 200 })).map(({ row }) => row as Product)
  const dialogs = (await store.dialogsByRecency({ after: null, limit: PASSED_OVER + CARDS * 3 })).map(({ row }) => row as Dialog)
  if (!pipeline || products.length === 0) throw new Error('The sample has no pipeline, or no catalogue')
  const asked = dialogs.slice(PASSED_OVER).filter(({ state }) => state !== 'spam')

  async function command<T extends CommandType>(by: Actor, at: number, type: T, args: CommandArgs<T>): Promise<void> {
    const executor = createExecutor({ store, committer, visibility: EVERYBODY, clock: () => at })
    for (const result of await executor.admit(by, [{ id: newId(), type, args }])) {
      const { status, code } = await result
      if (status !== 'done') throw new Error(`The sample's ${type} was refused: ${code}`)
    }
  }

  const customerOf = async ({ contactId }: Dialog): Promise<Id | null | undefined> => {
    const [stored] = await store.rows([{ kind: 'contact', id: contactId }])
    return (stored?.row as Contact | undefined)?.customerId
  }

  for (const dialog of chance.shuffled(asked).slice(0, CARDS)) {
    const by = operators.find(({ operatorId }) => operatorId === dialog.assigneeId) ?? chance.pick(operators)
    const cardId = newId()
    const on = { cardId, dialogId: dialog.id }
    const lines = chance
      .shuffled(products)
      .slice(0, chance.between(1, 3))
      .map((product) => lineOf(product, chance))
    const made = Math.min(dialog.updatedAt + chance.between(1, 3) * MINUTE_MS, now)
    const place = (stageId: Id, at: number) => ({ pipelineId: pipeline.id, stageId, position: positionBetween(null, null, at) })
    await command(by, made, 'card.create', {
      ...on,
      ...place(liveStages(pipeline)[0]?.id ?? '', made),
      title: titleOf(lines),
      lines,
      managerId: chance.happens(0.1) ? null : by.operatorId,
      comment: chance.pick(COMMENTS),
      customerId: (await customerOf(dialog)) ?? null,
    })
    let at = made
    for (const stage of wayOf(pipeline, chance)) {
      at = Math.min(at + chance.between(1, 4) * MINUTE_MS, now)
      await command(by, at, 'card.move', { ...on, ...place(stage, at) })
    }
  }
}

function lineOf({ sku, name, price }: Product, chance: Chance): CardLine {
  return { sku, name, quantity: chance.happens(0.7) ? 1 : chance.between(2, 4), price }
}

const titleOf = (lines: readonly CardLine[]): string =>
  lines.length === 1 ? (lines[0]?.name ?? '') : `${lines[0]?.name ?? ''} и ещё ${lines.length - 1}`

/** The stages that a card comes into after the first: some open ones, and for half of the cards an end. */
function wayOf(pipeline: Pipeline, chance: Chance): readonly Id[] {
  const stages = liveStages(pipeline)
  const open = stages.filter(({ kind }) => kind === 'open').slice(1)
  const gone = open.slice(0, chance.below(open.length + 1))
  const end = chance.happens(0.4) ? stages.find(({ kind }) => kind === (chance.happens(0.7) ? 'won' : 'lost')) : undefined
  return [...gone, ...(end ? [end] : [])].map(({ id }) => id)
}
