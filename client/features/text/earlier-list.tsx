import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { useData } from '../data-context'
import { moment } from '../dates'
import { operatorName } from '../people'
import styles from './earlier-list.module.css'

export interface EarlierWords {
  readonly at: number
  /** Who replaced it. */
  readonly by: Id
  readonly name: string
  readonly text: string
  /** Puts it into the form again. */
  restore?(): void
}

/** What stood in a row before somebody replaced it, perhaps without having seen it; the newest first. */
export function EarlierList(props: { words: readonly EarlierWords[] }) {
  const data = useData()
  return (
    <Show when={props.words.length > 0}>
      <details class={styles.earlier}>
        <summary>{t().meanwhile.earlier}</summary>
        <ol class={styles.list}>
          <For each={[...props.words].reverse()}>
            {(each) => (
              <li>
                <p>
                  {each.name}: {each.text}
                </p>
                <small>{t().meanwhile.replaced(operatorName(data.operators(), each.by), moment(each.at, language()))}</small>
                <Show when={each.restore}>
                  {(restore) => (
                    <Button size="small" kind="quiet" onClick={() => restore()()}>
                      {t().meanwhile.restore}
                    </Button>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ol>
      </details>
    </Show>
  )
}
