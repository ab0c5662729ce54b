import Send from 'lucide-solid/icons/send-horizontal'
import Users from 'lucide-solid/icons/users-round'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { SharedDraft as SharedDraftRow } from '#shared/domain/dialog'
import { sharedDraftDocument } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure, useAct } from '../act'
import { useData } from '../data-context'
import { operatorName } from '../people'
import { SharedTextArea } from '../text/shared-text-area'
import styles from './shared-draft.module.css'

/** Over the composer: an answer that colleagues write together, until one of them sends it. */
export function SharedDraft(props: { row: DialogRow; onSent(): void }) {
  return <Show when={props.row.dialog.sharedDraft}>{(draft) => <OpenDraft {...props} draft={draft()} />}</Show>
}

function OpenDraft(props: { row: DialogRow; draft: SharedDraftRow; onSent(): void }) {
  const data = useData()
  const act = useAct()
  const text = data.createSharedText(() => sharedDraftDocument(props.row.id, props.draft.id))
  const [isBusy, setBusy] = createSignal(false)
  const others = createMemo(() => [...new Set(text.peers().map(({ name }) => name))])
  const once = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().finally(() => setBusy(false))
  }
  const send = () =>
    once(async () => {
      const { dialog } = props.row
      const isStored = await act('message.send', {
        dialogId: dialog.id,
        itemId: newId(),
        text: text.text().trim(),
        attachments: [],
        replyTo: null,
        seen: dialog.lastInSeq,
        ifUnchanged: data.connection().phase !== 'live',
        sharedDraft: props.draft.id,
      })
      if (isStored) props.onSent()
    })
  const takeBack = () =>
    once(async () => {
      const words = text.text()
      const own = props.row.draft
      const isKept = words === '' || (await tellFailure(data.saveDraft(props.row.id, own ? `${own}\n${words}` : words, own)))
      if (isKept) await act('draft.unshare', { dialogId: props.row.id, draftId: props.draft.id })
    })
  return (
    <section class={styles.place} aria-label={t().documents.sharedDraft.title}>
      <div class={styles.card}>
        <header class={styles.head}>
          <Users size={15} aria-hidden="true" />
          <strong>{t().documents.sharedDraft.title}</strong>
          <span class={styles.by}>{t().documents.sharedDraft.by(operatorName(data.operators(), props.draft.by))}</span>
          <span class={styles.peers}>
            <For each={others()}>{(name) => <span class={styles.peer}>{t().documents.sharedDraft.here(name)}</span>}</For>
          </span>
        </header>
        <SharedTextArea
          class={styles.text}
          text={text}
          label={t().documents.sharedDraft.text}
          placeholder={t().documents.sharedDraft.placeholder}
        />
        <footer class={styles.foot}>
          <Button size="small" kind="quiet" disabled={isBusy() || text.isLoading()} onClick={() => void takeBack()}>
            {t().documents.sharedDraft.takeBack}
          </Button>
          <Button
            size="small"
            kind="primary"
            disabled={isBusy() || text.isLoading() || text.text().trim() === ''}
            onClick={() => void send()}
          >
            {t().documents.sharedDraft.send}
            <Send size={15} aria-hidden="true" />
          </Button>
        </footer>
      </div>
    </section>
  )
}
