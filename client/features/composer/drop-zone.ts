import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Files dragged over an element, or pasted where no field inside it has taken them. @returns whether they are over it now. */
export function createDropZone(element: HTMLElement, onFiles: (files: readonly File[]) => void): Accessor<boolean> {
  const [isOver, setOver] = createSignal(false)
  /** Enter and leave come for every child crossed; over when more have come than gone. */
  let depth = 0
  const listeners = {
    dragenter: (event: DragEvent) => {
      if (hasFiles(event)) setOver(++depth > 0)
    },
    dragleave: (event: DragEvent) => {
      if (hasFiles(event)) setOver(--depth > 0)
    },
    dragover: (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    },
    drop: (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      onFiles([...(event.dataTransfer?.files ?? [])])
    },
  } as const
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0 || event.defaultPrevented) return
    event.preventDefault()
    onFiles(files)
  }
  element.addEventListener('paste', onPaste)
  const names = Object.keys(listeners) as (keyof typeof listeners)[]
  for (const name of names) element.addEventListener(name, listeners[name])
  onCleanup(() => {
    element.removeEventListener('paste', onPaste)
    for (const name of names) element.removeEventListener(name, listeners[name])
  })
  return isOver
}

/** Files let go where nothing takes them: the browser would leave the app to show one. @returns stop */
export function keepStrayFilesOut(): () => void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || !hasFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
  }
  window.addEventListener('dragover', refuse)
  window.addEventListener('drop', refuse)
  return () => {
    window.removeEventListener('dragover', refuse)
    window.removeEventListener('drop', refuse)
  }
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
