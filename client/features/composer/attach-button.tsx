import Paperclip from 'lucide-solid/icons/paperclip'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useHotkey } from '../hotkeys'

export interface AttachButtonProps {
  /** Why no files can be taken; null: they can. */
  why: string | null
  disabled?: boolean
  take(files: readonly File[]): void
}

/** Files from this computer. */
export function AttachButton(props: AttachButtonProps) {
  let picker: HTMLInputElement | undefined
  const isOff = () => props.disabled === true || props.why !== null
  useHotkey('attach', () => {
    if (props.why) showToast(props.why, { tone: 'danger' })
    else if (!isOff()) picker?.click()
  })
  return (
    <>
      <IconButton
        label={t().dialog.composer.attach}
        icon={Paperclip}
        tip={props.why === null ? 'above' : 'none'}
        title={props.why ?? undefined}
        disabled={isOff()}
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
