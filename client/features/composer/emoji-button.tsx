import Smile from 'lucide-solid/icons/face-slightly-smiling'
import { createSignal, lazy, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'
import type { ToolProps } from './composer-toolbar'

const EmojiPanel = lazy(() => import('./emoji-panel'))

export function EmojiButton(props: ToolProps) {
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
              props.field.insert(emoji)
            }}
          />
        </Suspense>
      </Floating>
    </>
  )
}
