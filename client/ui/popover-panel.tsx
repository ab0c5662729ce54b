import * as Popover from '@kobalte/core/popover'
import type { FloatingProps } from './floating'
import styles from './floating.module.css'
import { createFocusBack } from './focus-back'
import { createLayer } from './layers'

/** The heavy half of floating.tsx, fetched when the first thing floats. */
export default function PopoverPanel(props: FloatingProps) {
  createLayer(() => props.onClose())
  let content: HTMLDivElement | undefined
  createFocusBack(() => content, props.anchor)
  return (
    <Popover.Root
      open
      gutter={6}
      overflowPadding={8}
      placement={props.placement ?? 'bottom-start'}
      // A window over the page holds the focus: only what is modal itself may have it from there.
      modal={Boolean(props.anchor()?.closest('[role=dialog]'))}
      anchorRef={() => props.anchor()}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
    >
      <Popover.Portal>
        <Popover.Content
          ref={content}
          class={styles.panel}
          data-flush={props.isFlush ? '' : undefined}
          role={props.role ?? 'dialog'}
          aria-label={props.label}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            // The trigger closes by its own click; closing here as well would open it again.
            if (event.target instanceof Node && props.anchor()?.contains(event.target)) event.preventDefault()
          }}
        >
          {props.children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
