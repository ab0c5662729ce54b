import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type Attachment, MAX_ATTACHMENT_BYTES } from '#shared/domain/attachment'
import { type Id, newId } from '#shared/domain/id'
import { request } from '../request'
import { FileRefused, type FileState } from './contract'
import type { UploadState } from './contract-device'
import { attachToDraft } from './draft-files'
import type { Link } from './link'
import { createLiveOf } from './live'
import { troubleOf } from './trouble'
import type { VaultFile } from './vault'
import type { Store } from './view'

const MAX_NAME_CHARS = 200
const UNKNOWN_TYPE = 'application/octet-stream'

/** @throws FileRefused */
export async function addFile(store: Store, file: File, dialogId?: Id): Promise<Attachment> {
  const { vault } = store
  if (file.size > MAX_ATTACHMENT_BYTES) throw new FileRefused('too-large')
  if (file.size === 0) throw new FileRefused('empty')
  // A folder, or a file whose disk has been taken out: told from tables that do not keep it.
  if (!(await isReadable(file))) throw new FileRefused('unreadable')
  const id = newId()
  const name = file.name.slice(-MAX_NAME_CHARS) || 'file'
  const mime = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(file.type) ? file.type : UNKNOWN_TYPE
  const attachment = { id, name, mime, size: file.size, ...(await sizeOf(file)) }
  try {
    await vault.transaction('rw', vault.files, vault.outbox, async () => {
      await vault.files.add({ id, name, mime, blob: file, isUploaded: false, at: Date.now() })
      if (dialogId !== undefined) await attachToDraft(store, dialogId, [attachment])
    })
  } catch (error) {
    throw troubleOf(error) === 'no-space' ? new FileRefused('no-space', error) : error
  }
  return attachment
}

const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )

export async function removeFile({ vault, replica }: Store, id: Id): Promise<void> {
  await vault.files.delete(id)
  await replica.files.delete(id)
}

/** Stops or resumes an upload; the leader looks again when it is told. */
export async function pauseUpload({ vault }: Store, id: Id, isPaused: boolean): Promise<void> {
  await vault.files.update(id, { isPaused })
}

export function createFile(store: Store, link: Link, attachment: Accessor<Attachment>): FileState {
  const [url, setUrl] = createSignal<string | null>(null)
  const [isHere, setHere] = createSignal(false)
  const [progress, setProgress] = createSignal<number | null>(null)
  const [held, setHeld] = createSignal<VaultFile>()
  createEffect(
    on(
      () => attachment().id,
      (id) => {
        let objectUrl: string | null = null
        let isGone = false
        void readFile(store, id).then((blob) => {
          if (isGone) return
          setHere(blob !== undefined)
          objectUrl = blob ? URL.createObjectURL(blob) : null
          setUrl(objectUrl ?? `/api/blobs/${id}`)
        })
        const stop = link.listen((message) => {
          if (message.t === 'upload' && message.file === id) setProgress(message.progress < 1 ? message.progress : null)
        })
        onCleanup(() => {
          isGone = true
          stop()
          if (objectUrl) URL.revokeObjectURL(objectUrl)
        })
      },
    ),
  )
  createLiveOf(
    () => attachment().id,
    (id) => store.vault.files.get(id),
    (file) => setHeld(() => file),
  )
  const small = () => {
    const address = url()
    return isHere() || address === null ? address : `${address}/small`
  }
  return { url, small, progress, upload: () => uploadState(held(), progress()) }
}

function uploadState(file: VaultFile | undefined, progress: number | null): UploadState | null {
  if (!file || file.isUploaded) return null
  if (file.isRefused) return 'refused'
  if (file.isPaused) return 'paused'
  return progress === null ? 'waiting' : 'uploading'
}

/** The bytes, wherever they are; null when they are on the server alone and it cannot be reached. */
export async function fileBytes(store: Store, id: Id): Promise<Blob | null> {
  return (await readFile(store, id)) ?? (await fetchFile(id))
}

export async function fetchFile(id: Id): Promise<Blob | null> {
  try {
    const response = await request(`/api/blobs/${id}`)
    return response.ok ? await response.blob() : null
  } catch {
    return null
  }
}

/** The bytes on this device: not sent yet, or sent from here. Others come from the server, cached by the service worker. */
async function readFile({ vault, replica }: Store, id: Id): Promise<Blob | undefined> {
  return (await vault.files.get(id))?.blob ?? (await replica.files.get(id))?.blob
}

/** Size of a picture, so that the timeline keeps its place before it is shown. Not decoded for it: ten photos fill a phone. */
function sizeOf(file: File): Promise<{ width?: number; height?: number }> {
  if (!file.type.startsWith('image/') || !('Image' in globalThis)) return Promise.resolve({})
  const image = new Image()
  const url = URL.createObjectURL(file)
  return new Promise<{ width?: number; height?: number }>((resolve) => {
    image.onload = () => resolve(image.naturalWidth > 0 ? { width: image.naturalWidth, height: image.naturalHeight } : {})
    image.onerror = () => resolve({})
    image.src = url
  }).finally(() => URL.revokeObjectURL(url))
}
