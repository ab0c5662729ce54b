/** The files of a message being written. */
import { type Accessor, createEffect, createMemo, createSignal, on, untrack } from 'solid-js'
import { type Attachment, placedBefore } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import type { Data, DialogRow } from '../../data/contract'
import { tellFailure } from '../act'
import { inOrder, isInOrder } from './tray-order'

export interface Tray {
  readonly files: Accessor<readonly Attachment[]>
  /** @throws FileRefused */
  add(file: File): Promise<void>
  remove(id: Id): void
  /** Puts one before another; null: at the end. */
  move(file: Attachment, before: Id | null): void
}

export interface DraftTray extends Tray {
  /** Empties it at once; the stored draft is left to whoever stores what was taken. */
  take(): readonly Attachment[]
  /** What was taken has not been stored after all. */
  giveBack(): void
}

/** Kept with the dialog's draft: there after a restart, and on the operator's other devices. */
export function createDraftTray(data: Data, row: Accessor<DialogRow>): DraftTray {
  const dialogId = row().id
  const [taken, setTaken] = createSignal<ReadonlySet<Id>>(NONE)
  /** As they were put here; null once the stored draft says the same, or something else has come or gone. */
  const [order, setOrder] = createSignal<readonly Id[] | null>(null)
  // The same object as long as it is the same file: a chip does not begin anew with every key that is typed.
  const files = createMemo<readonly Attachment[]>(
    (before) =>
      inOrder(row().draftFiles, order())
        .filter(({ id }) => !taken().has(id))
        .map((file) => before.find(({ id }) => id === file.id) ?? file),
    [],
  )
  createEffect(
    on(
      () => row().draftFiles,
      (stored) => {
        // A file that has left the draft may come back with a reply that is taken back.
        setTaken((before) => (before.size === 0 ? before : new Set(stored.flatMap(({ id }) => (before.has(id) ? [id] : [])))))
        const put = order()
        if (put && (put.length !== stored.length || isInOrder(stored, put))) setOrder(null)
      },
    ),
  )
  return {
    files,
    async add(file) {
      await data.addFile(file, dialogId)
    },
    remove(id) {
      void tellFailure(data.detachFromDraft(dialogId, [id]).then(() => data.removeFile(id)))
    },
    move(attachment, before) {
      setOrder(placedBefore(files(), attachment, before).map(({ id }) => id))
      const { operatorId } = data.me()
      void tellFailure(data.act('draft.attach', { operatorId, dialogId, attachment, before })).then(
        (isStored) => !isStored && setOrder(null),
      )
    },
    take() {
      const all = files()
      setTaken((before) => new Set([...before, ...all.map(({ id }) => id)]))
      return all
    },
    giveBack: () => setTaken(NONE),
  }
}

export interface OwnTray extends Tray {
  /** They have gone with a message: they are no longer this window's. */
  letGo(): void
  /** Takes what is left off the device. */
  dropRest(): void
}

/** Files of something that is being written, wherever it is kept. */
export interface KeptFiles {
  readonly value: Accessor<readonly Attachment[]>
  write(files: readonly Attachment[]): void
}

/** Kept as long as the window that shows it. */
export function createOwnTray(data: Data, kept: KeptFiles = createKeptFiles()): OwnTray {
  const files = kept.value
  const setFiles = (change: (before: readonly Attachment[]) => readonly Attachment[]) => kept.write(change(untrack(files)))
  return {
    letGo: () => kept.write([]),
    dropRest() {
      for (const { id } of files()) void tellFailure(data.removeFile(id))
    },
    files,
    async add(file) {
      const added = await data.addFile(file)
      setFiles((before) => [...before, added])
    },
    remove(id) {
      setFiles((before) => before.filter((file) => file.id !== id))
      void tellFailure(data.removeFile(id))
    },
    move: (file, before) => setFiles((files) => placedBefore(files, file, before)),
  }
}

function createKeptFiles(): KeptFiles {
  const [value, write] = createSignal<readonly Attachment[]>([])
  return { value, write }
}

const NONE: ReadonlySet<Id> = new Set()
