import { createSignal, onCleanup, onMount } from 'solid-js'
import { useChat } from './use-chat'

/** A picture of the conversation, fetched when it is about to be seen. */
export function FileImage(props: {
  id: string
  alt: string
  /** A small one is enough. */
  isSmall?: boolean
  width?: number | undefined
  height?: number | undefined
  onFailed?: () => void
}) {
  const { downloads } = useChat()
  const [url, setUrl] = createSignal('')
  let image: HTMLImageElement | undefined

  onMount(() => {
    if (!image) return
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        watcher.disconnect()
        const file = props.isSmall ? downloads.look(props.id) : downloads.url(props.id)
        file.then(setUrl, () => props.onFailed?.())
      },
      { rootMargin: '300px' },
    )
    watcher.observe(image)
    onCleanup(() => watcher.disconnect())
  })

  return (
    <img
      ref={image}
      src={url() || EMPTY}
      alt={props.alt}
      width={props.width}
      height={props.height}
      onError={() => url() && props.onFailed?.()}
    />
  )
}

/** A picture without an address is drawn as a broken one. */
const EMPTY = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
