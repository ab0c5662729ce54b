/** One planned dialog made true, step by step. */
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import type { Attachment } from '#shared/domain/attachment'
import { advanceDelivery, type DeliveryState } from '#shared/domain/delivery'
import type { Dialog } from '#shared/domain/dialog'
import { type DocumentName, noteDocument, remarkDocument } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import { createInbound } from '../channels/inbound'
import type { Committer, Work } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { DocumentHub } from '../documents/hub'
import type { Store } from '../store/port'
import type { Chance } from './chance'
import type { TakePicture } from './pictures'
import type { DialogPlan, OperatorIndex, Step } from './plan'
import { writeText } from './text'

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
  readonly chance: Chance
}

/** @returns how many documents were written. */
export async function tell(plan: DialogPlan, telling: Telling): Promise<{ documents: number }> {
  const story = new Story(plan, telling)
  for (const step of plan.steps) await story.play(step)
  return { documents: await story.finish() }
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

  constructor(plan: DialogPlan, telling: Telling) {
    this.#plan = plan
    this.#with = telling
  }

  async finish(): Promise<number> {
    await Promise.all(this.#underWay)
    return this.#written.size
  }

  async play(step: Step): Promise<void> {
    if (step.do === 'hear') return this.#hear(step)
    const dialog = this.#dialog
    if (!dialog) throw new Error('A dialog begins with its customer')
    const { id: dialogId, contactId } = dialog
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
        return this.#command(step, 'contact.rename', { dialogId, contactId, name: step.name })
      case 'phone':
        return this.#command(step, 'contact.addPhone', { dialogId, contactId, phone: step.value })
      case 'email':
        return this.#command(step, 'contact.addEmail', { dialogId, contactId, email: step.value })
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
      ledger.enqueue({ itemId, dialogId, channelId, state: 'finished', attempts: 1, dueAt: at })
    },
  }
}
