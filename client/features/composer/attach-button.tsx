import Paperclip from 'lucide-solid/icons/paperclip'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { useHotkey } from '../hotkeys'
import type { ToolProps } from './composer-toolbar'

/** Files from this computer. */
export function AttachButton(props: ToolProps) {
  let picker: HTMLInputElement | undefined
  useHotkey('attach', () => !props.composing.isNote() && props.composing.canAttach() && picker?.click())
  return (
    <>
      <IconButton
        label={t().dialog.composer.attach}
        icon={Paperclip}
        tip={props.composing.canAttach() ? 'above' : 'none'}
        title={props.composing.canAttach() ? undefined : t().dialog.composer.noFiles}
        disabled={props.composing.isNote() || !props.composing.canAttach()}
        onClick={() => picker?.click()}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          props.take([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
