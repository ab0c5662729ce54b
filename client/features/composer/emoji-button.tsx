import Smile from 'lucide-solid/icons/face-slightly-smiling'
import { createSignal, lazy, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'

const EmojiPanel = lazy(() => import('./emoji-panel'))

export function EmojiButton(props: { onPick(emoji: string): void }) {
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  return (
    <>
      <IconButton
        ref={button}
        label={t().dialog.composer.emoji}
        icon={Smile}
        tip="above"
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      />
      <Floating
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => button}
        label={t().dialog.composer.emoji}
        placement="top-start"
      >
        <Suspense>
          <EmojiPanel
            onPick={(emoji) => {
              setOpen(false)
              props.onPick(emoji)
            }}
          />
        </Suspense>
      </Floating>
    </>
  )
}
