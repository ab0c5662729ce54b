import Smile from 'lucide-solid/icons/face-slightly-smiling'
import { createSignal, lazy, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'
import type { Field } from '../composer/field'
import { useHotkey } from '../hotkeys'

const EmojiPanel = lazy(() => import('./emoji-panel'))

export function EmojiButton(props: { field: Field }) {
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  useHotkey('emoji', () => setOpen(true))
  return (
    <>
      <IconButton
        ref={button}
        label={t().emoji.title}
        icon={Smile}
        tip="above"
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      />
      <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => button} label={t().emoji.title} placement="top-start" isFlush>
        <Suspense>
          <EmojiPanel
            onPick={(emoji, more) => {
              if (!more) setOpen(false)
              props.field.insert(emoji)
            }}
          />
        </Suspense>
      </Floating>
    </>
  )
}
