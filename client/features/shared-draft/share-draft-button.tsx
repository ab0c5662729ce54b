import UsersRound from 'lucide-solid/icons/users-round'
import { createSignal, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import type { ToolProps } from '../composer/composer-toolbar'
import { createDraftSharer } from './draft-sharer'

/** Puts what has been begun here before all colleagues; files stay where they are. */
export function ShareDraftButton(props: Pick<ToolProps, 'row' | 'composing' | 'target'>) {
  const share = createDraftSharer()
  const [isBusy, setBusy] = createSignal(false)
  const shareDraft = async () => {
    setBusy(true)
    const words = props.composing.text()
    const isShared = await share(props.row, words, props.target).finally(() => setBusy(false))
    if (!isShared) return
    // Only now: whoever closes the tab in between finds the words twice rather than not at all.
    props.composing.write(withoutStart(props.composing.text(), words))
    props.target.setReplyTo(null)
  }
  return (
    <Show when={!props.composing.isNote() && !props.row.dialog.sharedDraft}>
      <IconButton
        label={t().documents.sharedDraft.share}
        icon={UsersRound}
        tip="above"
        disabled={isBusy()}
        onClick={() => void shareDraft()}
      />
    </Show>
  )
}

/** What has been typed behind it meanwhile. */
const withoutStart = (text: string, start: string): string => (text.startsWith(start) ? text.slice(start.length) : text)
