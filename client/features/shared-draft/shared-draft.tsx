import Send from 'lucide-solid/icons/send-horizontal'
import Users from 'lucide-solid/icons/users-round'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { SharedDraft as SharedDraftRow } from '#shared/domain/dialog'
import { sharedDraftDocument } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import type { DialogRow, Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure, useAct } from '../act'
import { isWindowClosed, seenBy, textOver } from '../composer/reply-facts'
import { ReplyQuote } from '../composer/reply-quote'
import type { ReplyTarget } from '../composer/reply-target'
import { createSendCheck } from '../composer/send-check'
import { SendDoubt } from '../composer/send-doubt'
import { useData } from '../data-context'
import { operatorName } from '../people'
import { SharedTextArea } from '../text/shared-text-area'
import styles from './shared-draft.module.css'

export interface SharedDraftProps {
  row: DialogRow
  timeline: Pick<Timeline, 'entries'>
  /** What the own draft answers: a draft that is taken back brings its own there. */
  target: ReplyTarget
  onSent(): void
}

/** Over the composer: an answer that colleagues write together, until one of them sends it. */
export function SharedDraft(props: SharedDraftProps) {
  return <Show when={props.row.dialog.sharedDraft}>{(draft) => <OpenDraft {...props} draft={draft()} />}</Show>
}

function OpenDraft(props: SharedDraftProps & { draft: SharedDraftRow }) {
  const data = useData()
  const act = useAct()
  const text = data.createSharedText(() => sharedDraftDocument(props.row.id, props.draft.id))
  const [isBusy, setBusy] = createSignal(false)
  const others = createMemo(() => [...new Set(text.peers().map(({ name }) => name))])
  const once = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().finally(() => setBusy(false))
  }
  const answered = () => {
    const item = props.timeline.entries.find(({ id }) => id === props.draft.replyTo)?.item
    return item?.kind === 'message' ? item : null
  }
  const way = () => props.draft.way ?? null
  const send = () =>
    once(async () => {
      const isStored = await act('message.send', {
        dialogId: props.row.id,
        itemId: newId(),
        text: text.text().trim(),
        attachments: [],
        replyTo: props.draft.replyTo ?? null,
        ...(props.draft.way ? { way: props.draft.way } : {}),
        ...seenBy(data, props.row),
        sharedDraft: props.draft.id,
      })
      if (isStored) props.onSent()
    })
  const over = () => textOver(props.row, text.text())
  const isTooLate = () => isWindowClosed(data, props.row, { replyTo: answered, way })
  const canSend = () => !isBusy() && !text.isLoading() && text.text().trim() !== '' && over() === 0 && !isTooLate()
  // Whoever else writes in it is seen in it.
  const check = createSendCheck({ isNote: () => false, text: text.text, canSubmit: canSend, submit: send }, () => [])
  const takeBack = () =>
    once(async () => {
      const words = text.text()
      const own = props.row.draft
      const isKept = words === '' || (await tellFailure(data.saveDraft(props.row.id, own ? `${own}\n${words}` : words, own)))
      const message = answered()
      if (!isKept || !(await act('draft.unshare', { dialogId: props.row.id, draftId: props.draft.id }))) return
      if (message && !props.target.replyTo()) props.target.setReplyTo(message, way() ?? undefined)
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
        <ReplyQuote row={props.row} message={answered()} way={way()} />
        <SharedTextArea
          class={styles.text}
          text={text}
          label={t().documents.sharedDraft.text}
          placeholder={t().documents.sharedDraft.placeholder}
        />
        <Show when={over() > 0}>
          <p class={styles.over} role="status">
            {t().dialog.composer.tooLong(over())}
          </p>
        </Show>
        <Show when={props.row.draftFiles.length > 0}>
          <p class={styles.files}>{t().documents.sharedDraft.files}</p>
        </Show>
        <Show when={props.draft.by !== data.me().operatorId && props.draft.files}>
          {(count) => <p class={styles.files}>{t().documents.sharedDraft.authorsFiles(count())}</p>}
        </Show>
        <SendDoubt check={check} onWait={() => undefined} />
        <footer class={styles.foot}>
          <Button size="small" kind="quiet" disabled={isBusy() || text.isLoading()} onClick={() => void takeBack()}>
            {t().documents.sharedDraft.takeBack}
          </Button>
          <Button size="small" kind="primary" disabled={!canSend()} onClick={() => void check.submit()}>
            {t().documents.sharedDraft.send}
            <Send size={15} aria-hidden="true" />
          </Button>
        </footer>
      </div>
    </section>
  )
}
