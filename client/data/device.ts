/** The state of this device's tables as the screen knows it, and what can be done about it. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { newId } from '#shared/domain/id'
import { askLeader } from './ask-leader'
import type { DeviceTrouble, StorageReport } from './contract-device'
import type { HandleNews } from './handle'
import { type Keep, makeKeep } from './keep'
import type { Link } from './link'
import { countOutbox } from './outbox'
import type { Replica } from './replica'
import { type Trouble, troubleOf } from './trouble'
import type { Vault } from './vault'

/** Letting go of history is a matter of a second; longer, and nobody leads. Milliseconds. */
const ROOM_TIMEOUT_MS = 10_000
/** By then every tab knows of a sign-out that deleted the tables. Milliseconds. */
const SETTLE_MS = 1000
/** Between tries to open tables that could not be opened. Milliseconds. */
const RETRY_MS = 3000
const ASKED_KEY = 'okno.persistence-asked'

export interface Device {
  readonly trouble: Accessor<DeviceTrouble | null>
  readonly keep: Keep
  makeRoom(): Promise<boolean>
  measure(): Promise<StorageReport>
  /** Once on each device, when there is something worth keeping. */
  askPersistence(): void
}

interface DeviceOptions {
  readonly replica: Replica
  readonly vault: Vault
  readonly link: Link
  readonly isSignedIn: () => boolean
}

export function createDevice({ replica, vault, link, isSignedIn }: DeviceOptions): Device {
  const [trouble, setTrouble] = createSignal<DeviceTrouble | null>(null)
  let isStopped = false
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const later = (ms: number, run: () => void) => timers.add(setTimeout(run, ms))

  function tell(next: Trouble | null): void {
    // A page of an old build stays one; a handle that was closed is opened by whoever needs it.
    if (trouble() === 'superseded' || next === 'closed') return
    setTrouble(next)
  }

  for (const db of [replica, vault]) {
    const open = () => {
      if (isStopped) return
      db.open().catch((error: unknown) => {
        tell(troubleOf(error) ?? 'broken')
        later(RETRY_MS, open)
      })
    }
    db.onHandle((news: HandleNews) => {
      if (news === 'superseded') setTrouble('superseded')
      if (news === 'blocked') setTrouble('blocked')
      if (news === 'opened' && (trouble() === 'blocked' || trouble() === 'broken')) setTrouble(null)
      // Deleted to be fetched anew: then it is made again by the leader. After a sign-out nobody makes it again.
      if (news === 'deleted') later(SETTLE_MS, () => isSignedIn() && open())
    })
    open()
  }
  onCleanup(
    link.listen((message) => {
      if (message.t === 'trouble' && (message.trouble !== null || trouble() === 'no-space')) tell(message.trouble)
      if (message.t === 'erased') void closeNotifications(message.dialogIds)
    }),
  )
  onCleanup(() => {
    isStopped = true
    for (const timer of timers) clearTimeout(timer)
  })

  async function makeRoom(): Promise<boolean> {
    const rid = newId()
    const isMore = await askLeader(link, {
      ask: { t: 'make-room', rid },
      answer: (message) => (message.t === 'room-made' && message.rid === rid ? message.isMore : undefined),
      patienceMs: ROOM_TIMEOUT_MS,
    })
    return isMore ?? false
  }

  return {
    trouble,
    keep: makeKeep({ onTrouble: tell, makeRoom }),
    async makeRoom() {
      const isMore = await makeRoom()
      if (isMore) setTrouble(null)
      return isMore
    },
    measure: () => measure(replica, vault),
    askPersistence() {
      if (!navigator.storage?.persist || localStorage.getItem(ASKED_KEY)) return
      localStorage.setItem(ASKED_KEY, 'yes')
      void navigator.storage.persist()
    },
  }
}

async function measure(replica: Replica, vault: Vault): Promise<StorageReport> {
  const [dialogs, messages, files, waiting, unsent] = await Promise.all([
    replica.dialogs.count(),
    replica.items.count(),
    replica.files.toArray(),
    countOutbox(vault),
    vault.files.toArray(),
  ])
  const sum = (all: readonly { readonly blob: Blob }[]) => all.reduce((bytes, { blob }) => bytes + blob.size, 0)
  // Absent on plain http and in some private windows.
  const { usage, quota } = (await navigator.storage?.estimate()) ?? {}
  return {
    used: usage ?? null,
    quota: quota ?? null,
    isPersisted: (await navigator.storage?.persisted?.()) ?? false,
    dialogs,
    messages,
    files: { count: files.length, bytes: sum(files) },
    unsent: { count: waiting, bytes: sum(unsent) },
  }
}

/** EVC5 What the system shows of an erased dialog goes with it. */
async function closeNotifications(dialogIds: readonly string[]): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  for (const notification of (await registration?.getNotifications()) ?? []) {
    const { dialogId } = (notification.data ?? {}) as { dialogId?: unknown }
    if (typeof dialogId === 'string' && dialogIds.includes(dialogId)) notification.close()
  }
}
