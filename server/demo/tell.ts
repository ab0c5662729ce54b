/** One planned dialog made true, step by step. */
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import type { Attachment } from '#shared/domain/attachment'
import { advanceDelivery, type DeliveryState } from '#shared/domain/delivery'
import type { Dialog } from '#shared/domain/dialog'
import { type DocumentName, noteDocument, remarkDocument } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import type { OrderStatus } from '#shared/domain/order-status'
import type { Product } from '#shared/domain/product'
import { change } from '#shared/domain/row'
import { createInbound } from '../channels/inbound'
import type { Committer, Work } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { DocumentHub } from '../documents/hub'
import type { Store } from '../store/port'
import type { Chance } from './chance'
import { orderOf } from './order-of'
import type { Person } from './people'
import type { TakePicture } from './pictures'
import type { DialogPlan, OperatorIndex, Step } from './plan'
import { writeText } from './text'
import type { Turns } from './turns'

/** Nobody is behind the others' backs here: the operator has seen whatever there is. */
const ALL_SEEN = 1_000_000

const FAILURE = 'Вышло 24-часовое окно ответа'

export interface Telling {
  readonly store: Store
  readonly committer: Committer
  readonly documents: DocumentHub
  readonly operators: readonly Actor[]
  readonly channelId: Id
  readonly pictures: TakePicture
  readonly products: readonly Product[]
  readonly orders: Turns<Step>
  /** Of orders made here. */
  readonly source: string
  readonly chance: Chance
}

/** What became of a plan. */
export interface Told {
  readonly person: Person
  readonly dialogId: Id
  readonly contactId: Id
  /** Null: nobody has saved them. */
  readonly customerId: Id | null
  /** How many were written. */
  readonly documents: number
}

export async function tell(plan: DialogPlan, telling: Telling): Promise<Told> {
  const story = new Story(plan, telling)
  for (const step of plan.steps) await story.play(step)
  return story.finish()
}

/**
 * Steps are handed over without waiting for each other's commit: they are decided in the order given, and hundreds
 * share a commit.
 */
class Story {
  readonly #plan: DialogPlan
  readonly #with: Telling
  readonly #underWay: Promise<unknown>[] = []
  readonly #written = new Set<DocumentName>()
  #dialog: Dialog | null = null
  #firstMessage: Id | null = null
  #heard = 0
  #customerId: Id | null = null
  #newestOrder: { readonly orderId: Id; status: OrderStatus } | null = null

  constructor(plan: DialogPlan, telling: Telling) {
    this.#plan = plan
    this.#with = telling
  }

  async finish(): Promise<Told> {
    await Promise.all(this.#underWay)
    const { id: dialogId, contactId } = this.#begun()
    return { person: this.#plan.person, dialogId, contactId, customerId: this.#customerId, documents: this.#written.size }
  }

  #begun(): Dialog {
    if (!this.#dialog) throw new Error('A dialog begins with its customer')
    return this.#dialog
  }

  async play(step: Step): Promise<void> {
    if (step.do === 'hear') return this.#hear(step)
    const { id: dialogId, contactId } = this.#begun()
    switch (step.do) {
      case 'answer':
        return this.#answer(step, dialogId)
      case 'note':
        return this.#note(step, dialogId)
      case 'remark':
        return this.#write(remarkDocument(contactId), [{ by: step.by, text: step.text }])
      case 'draft':
        return this.#command(step, 'draft.set', { operatorId: this.#operator(step.by).operatorId, dialogId, text: step.text, base: '' })
      case 'assign':
        return this.#command(step, 'dialog.assign', {
          dialogId,
          to: this.#operator(step.to).operatorId,
          seenAssignee: step.from === null ? null : this.#operator(step.from).operatorId,
        })
      case 'rename':
        return this.#command(step, 'contact.rename', { dialogId, contactId, name: step.value })
      case 'phone':
        return this.#command(step, 'contact.addPhone', { dialogId, contactId, phone: step.value })
      case 'email':
        return this.#command(step, 'contact.addEmail', { dialogId, contactId, email: step.value })
      case 'save':
        return this.#save(step, { dialogId, contactId })
      case 'order':
        return this.#order(step, dialogId)
      case 'progress':
        return this.#progress(step, dialogId)
      case 'close':
        return this.#command(step, 'dialog.close', { dialogId, seen: ALL_SEEN })
      case 'spam':
        return this.#command(step, 'dialog.spam', { dialogId })
    }
  }

  async #hear({ text, hasPicture, at }: Extract<Step, { do: 'hear' }>): Promise<void> {
    const { committer, channelId } = this.#with
    const { peerKey, name, language } = this.#plan.person
    this.#heard += 1
    const origin = this.#plan.channel === null ? { page: 'https://teplo.example/catalog/', language } : null
    const taken = createInbound({ committer, clock: () => at })({
      type: 'message',
      channelId,
      peer: { key: peerKey, name, origin },
      key: `${peerKey}~${this.#heard}`,
      text,
      attachments: hasPicture ? [await this.#picture(at)] : [],
      raw: JSON.stringify({ sample: this.#heard, text }),
    }).then((outcome) => {
      if (!outcome.ok) throw new Error(`The sample's message was not taken: ${outcome.reason}`)
      return outcome
    })
    if (this.#dialog) this.#underWay.push(taken)
    else {
      const { dialogId, itemId } = await taken
      this.#firstMessage = itemId
      const [stored] = await this.#with.store.rows([{ kind: 'dialog', id: dialogId }])
      // The store returns what was written under this kind.
      this.#dialog = stored?.row as Dialog
    }
  }

  #picture(at: number): Promise<Attachment> {
    if (!this.#dialog) throw new Error('No script of the sample begins with a picture')
    const { pictures, chance } = this.#with
    return pictures({ visitorId: this.#plan.person.peerKey, dialogId: this.#dialog.id, chance, at })
  }

  async #answer(step: Extract<Step, { do: 'answer' }>, dialogId: Id): Promise<void> {
    const itemId = newId()
    const replyTo = step.isQuoting ? this.#firstMessage : null
    const { text, carried, at } = step
    await this.#command(step, 'message.send', { dialogId, itemId, text, attachments: [], replyTo, seen: ALL_SEEN, ifUnchanged: false })
    const { committer, channelId } = this.#with
    this.#underWay.push(committer.submit(carriedWork({ itemId, dialogId, channelId, state: carried, at })))
  }

  async #note(step: Extract<Step, { do: 'note' }>, dialogId: Id): Promise<void> {
    // Note ids are part of a document's name, where the dot separates.
    const itemId = newId()
    await this.#command(step, 'note.create', { dialogId, itemId })
    const more =
      step.addedBy === null ? [] : [{ by: step.addedBy, text: this.#plan.person.language === 'ru' ? '\n+ сделано' : '\n+ зроблено' }]
    await this.#write(noteDocument(dialogId, itemId), [{ by: step.by, text: step.text }, ...more])
  }

  async #save(step: Extract<Step, { do: 'save' }>, at: { dialogId: Id; contactId: Id }): Promise<void> {
    this.#customerId = newId()
    await this.#command(step, 'customer.save', { ...at, customerId: this.#customerId, name: step.value })
  }

  async #order(step: Extract<Step, { do: 'order' }>, dialogId: Id): Promise<void> {
    const orderId = newId()
    this.#newestOrder = { orderId, status: 'new' }
    const { orders, products, source } = this.#with
    const managerId = this.#operator(step.by).operatorId
    const whose = { customerId: this.#customerId, customerName: this.#plan.person.fullName }
    const fields = { ...whose, ...orderOf(step.purchase, products), source, managerId }
    await orders.take(step, () => this.#command(step, 'order.create', { orderId, dialogId, ...fields }))
  }

  async #progress(step: Extract<Step, { do: 'progress' }>, dialogId: Id): Promise<void> {
    const order = this.#newestOrder
    if (!order) throw new Error('An order goes on once it is made')
    await this.#command(step, 'order.status', { orderId: order.orderId, dialogId, to: step.to, seen: order.status })
    order.status = step.to
  }

  async #write(doc: DocumentName, parts: readonly { by: OperatorIndex; text: string }[]): Promise<void> {
    this.#written.add(doc)
    const authored = parts.map(({ by, text }) => ({
      authorId: this.#operator(by).operatorId,
      text,
      client: this.#with.chance.below(2 ** 32),
    }))
    for (const { authorId, bytes } of writeText(authored)) {
      const outcome = await this.#with.documents.push(doc, { updateId: newId(), authorId, bytes }, null)
      if (!outcome.ok) throw new Error(`The sample's document was refused: ${outcome.code}`)
    }
  }

  /** Settles when the command is in the queue. */
  async #command<T extends CommandType>({ by, at }: Step, type: T, args: CommandArgs<T>): Promise<void> {
    const { store, committer } = this.#with
    const executor = createExecutor({ store, committer, visibility: EVERYBODY, clock: () => at })
    const settling = await executor.admit(this.#operator(by), [{ id: newId(), type, args }])
    for (const result of settling) {
      this.#underWay.push(
        result.then(({ status, code }) => {
          if (status !== 'done') throw new Error(`The sample's ${type} was refused: ${code}`)
        }),
      )
    }
  }

  #operator(index: OperatorIndex): Actor {
    const operator = this.#with.operators[index]
    if (!operator) throw new Error(`There is no operator ${index}`)
    return operator
  }
}

/** What the outbound worker writes when a channel has answered: the message's state, and its job done. */
function carriedWork(of: { itemId: Id; dialogId: Id; channelId: Id; state: DeliveryState; at: number }): Work<void> {
  const { itemId, dialogId, channelId, state, at } = of
  const error = state === 'failed' ? FAILURE : state === 'unknown' ? 'timeout' : null
  return {
    refs: () => [{ kind: 'item', id: itemId }],
    run(ledger) {
      const item = ledger.get('item', itemId)
      if (item?.kind !== 'message') throw new Error('An answer of the sample is missing')
      ledger.put([change('item', { ...item, state: advanceDelivery(item.state, state), error })])
      ledger.enqueue({ itemId, dialogId, channelId, state: 'finished', attempts: 1, dueAt: at, since: at })
    },
  }
}
