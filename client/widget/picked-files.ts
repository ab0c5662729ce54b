import { type Accessor, createSignal } from 'solid-js'
import { attachmentKind, MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { newId } from '#shared/domain/id'
import type { Downloads } from './downloads'
import type { OutgoingFile } from './outgoing'
import type { Words } from './words'

/** Files chosen for the message being written. */
export interface PickedFiles {
  readonly files: Accessor<readonly OutgoingFile[]>
  /** Why the last choice was not taken whole; empty when it was. */
  readonly problem: Accessor<string>
  add(chosen: Iterable<File>): void
  remove(id: string): void
  /** Hands the files over to a message. */
  take(): readonly OutgoingFile[]
}

export function createPickedFiles({ words, downloads }: { words: Words; downloads: Downloads }): PickedFiles {
  const [files, setFiles] = createSignal<readonly OutgoingFile[]>([])
  const [problem, setProblem] = createSignal('')
  const shapes = new Map<string, Shape>()

  function add(chosen: Iterable<File>): void {
    setProblem('')
    for (const file of chosen) {
      if (files().length >= MAX_ATTACHMENTS) {
        setProblem(words.tooMany)
        break
      }
      if (file.size > MAX_ATTACHMENT_BYTES) {
        setProblem(words.tooLarge(file.name))
        continue
      }
      const picked = outgoingFile(file)
      downloads.adopt(picked.id, file)
      setFiles((others) => [...others, picked])
      // Not waited for: a message sent at once goes without the shape rather than without the picture.
      void measure(file).then((shape) => shapes.set(picked.id, shape))
    }
  }

  return {
    files,
    problem,
    add,
    remove: (id) => setFiles((others) => others.filter((one) => one.id !== id)),
    take() {
      const taken = files().map((file) => ({ ...file, ...shapes.get(file.id) }))
      setFiles([])
      setProblem('')
      return taken
    },
  }
}

function outgoingFile(file: File): OutgoingFile {
  // Browsers leave the type empty for what they do not know, and pasted pictures may have no name.
  const mime = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'
  return { id: newId(), name: file.name.slice(-200) || 'file', mime, size: file.size, blob: file, stage: 'waiting', progress: 0 }
}

/** A picture's width and height, so that its place in the log is known before it is loaded. */
type Shape = Pick<OutgoingFile, 'width' | 'height'>

async function measure(file: File): Promise<Shape> {
  if (attachmentKind(file.type) !== 'image') return {}
  try {
    const { width, height } = await createImageBitmap(file)
    return { width, height }
  } catch {
    return {}
  }
}
