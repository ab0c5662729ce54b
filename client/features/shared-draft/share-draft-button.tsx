import UsersRound from 'lucide-solid/icons/users-round'
import { Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import type { ToolProps } from '../composer/composer-toolbar'
import { createDraftSharer } from './draft-sharer'

/** Puts what has been begun here before all colleagues. */
export function ShareDraftButton(props: Pick<ToolProps, 'row' | 'composing'>) {
  const share = createDraftSharer()
  return (
    <Show when={!props.composing.isNote() && !props.row.dialog.sharedDraft}>
      <IconButton
        label={t().documents.sharedDraft.share}
        icon={UsersRound}
        tip="above"
        onClick={() => {
          const words = props.composing.text()
          props.composing.write('')
          void share(props.row.id, words).then((isShared) => {
            if (!isShared) props.composing.write(words)
          })
        }}
      />
    </Show>
  )
}
