/**
 * Operators' commands made true: authorise, decide by the same pure function the device used, write the rows, the
 * result and what follows from them (a send job) in one commit.
 *
 * CMD5 One command id has at most one effect and exactly one final result, however often it is sent. CMD6 A command that
 * would make a row under an id which stands for a row its author may not see is rejected, and changes nothing. CMD7 One
 * that breaks is rejected for good: its device would send it again and again, and never get any further.
 */
import { type Command, type CommandArgs, type ParsedCommand, parseCommand } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { type Attachment, soundType } from '#shared/domain/attachment'
import type { Customer } from '#shared/domain/customer'
import { type DocumentName, noteDocument, sharedDraftDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { canSee, scopeOf, seesCard, seesDialog } from '#shared/domain/permissions'
import { type Change, change, type Kind, type RowOf, type World } from '#shared/domain/row'
import type { Result } from '#shared/protocol/frames'
import type { Store } from '../store/port'
import { type BlobStore, LIBRARY } from '../store/port-blobs'
import type { Visibility } from '../sync/visibility'
import type { Committer, Work } from './committer'
import { enqueueSend, setTimer } from './enqueue'
import { locate } from './locate'
import { placeFiles } from './place-files'

type Unsequenced = Omit<Result, 'seq'>

export interface Executor {
  /**
   * Takes commands in, in order. Settles when all stand in the commit queue, so that whoever waits for it before
   * admitting more keeps their order; the promises inside settle when each is committed.
   */
  admit(actor: Actor, commands: readonly Command[]): Promise<readonly Promise<Result>[]>
}

export function createExecutor(options: {
  store: Pick<Store, 'blobs'>
  committer: Committer
  visibility: CustomerSight
  clock: () => number
  /** Is told why a command could not be decided: a bug of ours. Without it the promise of its result is rejected. */
  onBroken?: (cause: unknown) => void
}): Executor {
  const { store, committer, visibility, clock, onBroken } = options

  async function submit(execution: Execution): Promise<Result> {
    const { value, seq } = await committer.submit(workOf(execution)).catch((error: unknown) => {
      if (!onBroken || !(error instanceof BrokenCommand)) throw error
      onBroken(error.cause)
      return committer.submit(workOf({ ...execution, parsed: null }))
    })
    // An earlier result has the version of its own commit.
    return { seq, ...value }
  }

  return {
    async admit(actor, commands) {
      const prepared = await Promise.all(commands.map((command) => prepare(store.blobs, actor, command)))
      return commands.map((command, index) => submit({ actor, command, parsed: prepared[index] ?? null, visibility, clock }))
    },
  }
}

interface Execution {
  readonly actor: Actor
  readonly command: Command
  /** Null when its arguments or files cannot stand. */
  readonly parsed: ParsedCommand | null
  readonly visibility: CustomerSight
  readonly clock: () => number
}

class BrokenCommand extends Error {}

type CustomerSight = Pick<Visibility, 'seesCustomer' | 'knowsCustomer'>
/** For commands of the shop itself. */
export const EVERYBODY: CustomerSight = { seesCustomer: () => true, knowsCustomer: () => true }

function workOf({ actor, command, parsed, visibility, clock }: Execution): Work<Result | Unsequenced> {
  const located = locate(command, parsed)
  return {
    command: { operatorId: actor.operatorId, id: command.id },
    names: located?.names ?? [],
    refs: (names) => (located ? located.parsed((name) => names.get(name)) : parsed)?.refs ?? [],
    run(ledger) {
      // Sent again: its answer was lost or has been overtaken, or two tabs sent it.
      const earlier = ledger.result(actor.operatorId, command.id)
      if (earlier) return earlier
      try {
        const result = decide()
        ledger.answer(command, actor.operatorId, result)
        return result
      } catch (cause) {
        throw new BrokenCommand(`The command ${command.id} broke`, { cause })
      }

      function decide(): Unsequenced {
        const found = located ? located.parsed(ledger.name) : parsed
        if (!found) return { id: command.id, status: 'rejected', code: 'invalid' }
        // An address with which somebody corresponds whose dialogs are not for these eyes.
        if (located && hidesDialog(actor, ledger, found)) return { id: command.id, status: 'rejected', code: 'forbidden' }
        const now = clock()
        const world = visibleTo(actor, ledger, visibility)
        const outcome = found.apply({ actor, now, world })
        if (!outcome.ok) return { id: command.id, status: 'rejected', code: outcome.code }
        if (outcome.changes.some((made) => isHidden(made, { ledger, world })))
          return { id: command.id, status: 'rejected', code: 'forbidden' }
        for (const doc of outcome.changes.flatMap((made) => endedDocuments(ledger, made))) ledger.erase(doc)
        ledger.put(outcome.changes)
        for (const made of outcome.changes) {
          enqueueSend(ledger, made, now)
          setTimer(ledger, made)
          placeFiles(ledger, made)
        }
        for (const [name, id] of located?.claims(ledger.name) ?? []) ledger.claim(name, id)
        return { id: command.id, status: 'done', code: null }
      }
    },
  }
}

/** Rows that the actor may not see are not there for the actor's commands either. */
function visibleTo(actor: Actor, world: World, visibility: CustomerSight): World {
  return {
    get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined {
      const row = world.get(kind, id)
      if (!row) return undefined
      const made = change(kind, row)
      const isSeen = made.kind === 'customer' ? seesCustomer(actor, made.row, visibility) : isVisible(actor, made, world)
      return isSeen ? row : undefined
    },
  }
}

/** CMD6 The command was not shown what stands under this id, and took it for a free one. */
const isHidden = ({ kind, row }: Change, { ledger, world }: { ledger: World; world: World }): boolean =>
  ledger.get(kind, row.id) !== undefined && world.get(kind, row.id) === undefined

function hidesDialog(actor: Actor, world: World, { refs }: ParsedCommand): boolean {
  return refs.some(({ kind, id }) => {
    const dialog = kind === 'dialog' ? world.get('dialog', id) : undefined
    return dialog !== undefined && !seesDialog(actor, dialog)
  })
}

/** By the dialogs that are committed. One made in this very commit is its maker's. */
const seesCustomer = (actor: Actor, { id, createdBy }: Customer, visibility: CustomerSight): boolean =>
  visibility.seesCustomer(actor, id) || (!visibility.knowsCustomer(id) && createdBy === actor.operatorId)

/** A person's row needs no look of its own: commands name it together with a dialog. */
function isVisible(actor: Actor, made: Change, world: World): boolean {
  if (!canSee(actor, scopeOf(made))) return false
  // Commands name a card together with its dialog; under another dialog it is its manager's alone.
  if (made.kind === 'card') return seesCard(actor, made.row, world.get('dialog', made.row.dialogId ?? ''))
  if (made.kind === 'item' || made.kind === 'order') {
    const dialog = world.get('dialog', made.row.dialogId)
    return dialog !== undefined && seesDialog(actor, dialog)
  }
  const dialog = made.kind === 'dialog' ? made.row : undefined
  return !dialog || seesDialog(actor, dialog)
}

/** Texts that end with this change. They go at once: a removed note is removed from the database too. */
function endedDocuments(world: World, made: Change): readonly DocumentName[] {
  if (made.kind === 'item' && made.row.kind === 'note' && made.row.deleted) return [noteDocument(made.row.dialogId, made.row.id)]
  if (made.kind !== 'dialog') return []
  const before = world.get('dialog', made.row.id)?.sharedDraft
  return before && before.id !== made.row.sharedDraft?.id ? [sharedDraftDocument(made.row.id, before.id)] : []
}

/**
 * A command ready to be decided. What it carries are files that its author has uploaded, or that lie in the library
 * already, with the facts the server found in the bytes (type, size), not those the device claimed.
 */
async function prepare(blobs: BlobStore, actor: Actor, command: Command): Promise<ParsedCommand | null> {
  const parsed = parseCommand(command)
  if (!parsed) return null
  switch (parsed.type) {
    case 'message.send':
    case 'message.schedule':
    case 'dialog.start': {
      const args = parsed.args as CommandArgs<'message.send' | 'message.schedule' | 'dialog.start'>
      const attachments = await provenFiles(blobs, actor, args.attachments)
      return attachments && parseCommand({ ...command, args: { ...args, attachments } })
    }
    case 'draft.attach': {
      const args = parsed.args as CommandArgs<'draft.attach'>
      const [attachment] = (await provenFiles(blobs, actor, [args.attachment])) ?? []
      return attachment ? parseCommand({ ...command, args: { ...args, attachment } }) : null
    }
    case 'template.create': {
      const args = parsed.args as CommandArgs<'template.create'>
      const attachments = await provenFiles(blobs, actor, args.attachments, { orLibrary: true })
      return attachments && parseCommand({ ...command, args: { ...args, attachments } })
    }
    case 'template.update': {
      const args = parsed.args as CommandArgs<'template.update'>
      if (!args.fields.attachments) return parsed
      const attachments = await provenFiles(blobs, actor, args.fields.attachments, { orLibrary: true })
      return attachments && parseCommand({ ...command, args: { ...args, fields: { ...args.fields, attachments } } })
    }
    default:
      return parsed
  }
}

/** @returns null when one of them is not there, or is somebody else's. */
async function provenFiles(
  blobs: BlobStore,
  actor: Actor,
  claimed: readonly Attachment[],
  { orLibrary } = { orLibrary: false },
): Promise<readonly Attachment[] | null> {
  const proven: Attachment[] = []
  for (const each of claimed) {
    const blob = await blobs.get(each.id)
    const isOwn = blob?.owner.kind === 'operator' && blob.owner.id === actor.operatorId
    if (!blob || !(isOwn || (orLibrary && blob.dialogId === LIBRARY))) return null
    proven.push({ ...each, name: blob.name, mime: each.voice ? soundType(blob.mime) : blob.mime, size: blob.size })
  }
  return proven
}
