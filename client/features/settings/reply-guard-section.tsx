import { t } from '../../i18n/i18n'
import { useAct } from '../act'
import { useData } from '../data-context'
import { ChoiceGroup } from './choice-group'
import { Panel } from './panel'

/** What becomes of replies written without a network when the chat has moved on; for the whole shop. */
export function ReplyGuardSection() {
  const data = useData()
  const act = useAct()
  const words = () => t().settings.replyGuard
  return (
    <Panel title={words().title} hint={words().hint}>
      <ChoiceGroup
        label={words().label}
        options={(['ask', 'send'] as const).map((value) => ({ value, label: words().choices[value] }))}
        chosen={(data.workspace()?.guardsReplies ?? true) ? 'ask' : 'send'}
        onChoose={(choice) => void act('workspace.set', { guardsReplies: choice === 'ask' })}
      />
    </Panel>
  )
}
