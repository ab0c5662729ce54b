import Zap from 'lucide-solid/icons/zap'
import { createSignal, lazy, Suspense } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'
import { useHotkey } from '../hotkeys'
import { createTemplateChoice } from './choice'
import { createInserter, type ReplyPlace } from './insert'

const QuickReplyPanel = lazy(() => import('./quick-reply-panel'))

/** The lightning: choosing puts the text at the caret and its files into the message, and sends nothing. */
export function QuickReplyButton(props: { place: ReplyPlace }) {
  const choice = createTemplateChoice()
  const insert = createInserter(props.place)
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  const open = () => {
    choice.setQuery('')
    choice.setFolder(null)
    setOpen(true)
  }
  useHotkey('quickReplies', open)
  return (
    <>
      <IconButton
        ref={button}
        label={t().quickReplies.title}
        icon={Zap}
        tip="above"
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => (isOpen() ? setOpen(false) : open())}
      />
      <Floating
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => button}
        label={t().quickReplies.title}
        placement="top-start"
        isFlush
      >
        <Suspense>
          <QuickReplyPanel
            choice={choice}
            values={props.place.values()}
            hasSearch
            onPick={(template) => {
              setOpen(false)
              choice.noteUse(template)
              insert(template)
            }}
          />
        </Suspense>
      </Floating>
    </>
  )
}
