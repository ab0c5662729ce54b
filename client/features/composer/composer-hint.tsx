import { Match, Show, Switch } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { ChannelHint } from './channel-hint'
import styles from './composer-hint.module.css'
import type { Composing } from './composing'
import type { ReplyTarget } from './reply-target'
import { ReplyWindow } from './reply-window'

/** One line of what one should know before sending. */
export function ComposerHint(props: {
  row: DialogRow
  target: ReplyTarget
  composing: Pick<Composing, 'isNote' | 'over' | 'hasRefusedFiles'>
}) {
  const data = useData()
  return (
    <div role="status">
      <Switch>
        <Match when={props.composing.over() > 0}>
          <p class={styles.hint} data-tone="danger">
            {t().dialog.composer.tooLong(props.composing.over())}
          </p>
        </Match>
        <Match when={props.composing.hasRefusedFiles()}>
          <p class={styles.hint} data-tone="danger">
            {t().chat.files.refused}
          </p>
        </Match>
        <Match when={props.composing.isNote()}>{null}</Match>
        <Match when={props.row.dialog.state === 'spam'}>
          <p class={styles.hint}>{t().dialog.composer.spamHint}</p>
        </Match>
        <Match when={data.connection().phase === 'offline'}>
          <p class={styles.hint} data-tone="warn">
            {t().dialog.composer.offline}
          </p>
        </Match>
        <Match when={props.row.dialog.state === 'closed'}>
          <p class={styles.hint}>{t().dialog.composer.closedHint}</p>
        </Match>
      </Switch>
      <Show when={!props.composing.isNote()}>
        <ChannelHint row={props.row} />
        <ReplyWindow row={props.row} target={props.target} />
      </Show>
    </div>
  )
}
