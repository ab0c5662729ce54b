import { For, Show } from 'solid-js'
import type { RefusedText } from '../../data/contract-texts'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure } from '../act'
import { copyText } from '../clipboard'
import { useData } from '../data-context'
import styles from './outbox-card.module.css'

/** Edits of notes, remarks and shared drafts that the server has not taken: their words are here, to be kept elsewhere. */
export function RefusedTexts(props: { texts: readonly RefusedText[] }) {
  return (
    <ul>
      <For each={props.texts}>{(each) => <RefusedCard refused={each} />}</For>
    </ul>
  )
}

function RefusedCard(props: { refused: RefusedText }) {
  const data = useData()
  return (
    <li class={styles.card} data-state="refused">
      <div class={styles.head}>
        <strong>
          {t().documents.refused.kinds[props.refused.kind]}: {t().documents.refused.title.toLocaleLowerCase()}
        </strong>
      </div>
      <Show when={props.refused.text}>
        <p class={styles.summary}>{props.refused.text}</p>
      </Show>
      <p class={styles.why}>{t().outbox.why[props.refused.code]}</p>
      <div class={styles.actions}>
        <Button size="small" kind="primary" onClick={() => void copyText(props.refused.text, t().documents.refused.copied)}>
          {t().documents.refused.copy}
        </Button>
        <Button size="small" kind="quiet" onClick={() => void tellFailure(data.discardText(props.refused.name))}>
          {t().outbox.discard}
        </Button>
      </div>
    </li>
  )
}
