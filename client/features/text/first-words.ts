import { createEffect, createRoot, untrack } from 'solid-js'
import type { DocumentName } from '#shared/domain/document'
import { useData } from '../data-context'

/** Longest wait for a new, empty document to open. It is made on the device, so this is far beyond anything normal. */
const OPEN_LIMIT_MS = 10_000

/** Writes the first text of a new document. @returns whether it is written. */
export function createFirstWords(): (name: DocumentName, text: string) => Promise<boolean> {
  const data = useData()
  return (name, text) =>
    createRoot((dispose) => {
      const document = data.createSharedText(() => name)
      return new Promise<boolean>((resolve) => {
        const end = (isWritten: boolean) => {
          clearTimeout(timer)
          resolve(isWritten)
          // After the current turn: whatever shows the document opens it meanwhile.
          setTimeout(dispose, 1000)
        }
        const timer = setTimeout(() => end(false), OPEN_LIMIT_MS)
        createEffect(() => {
          if (document.isLoading()) return
          if (untrack(document.text) === '') document.splice(0, 0, text)
          end(true)
        })
      })
    })
}
