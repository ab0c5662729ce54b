import { createSignal, onCleanup } from 'solid-js'
import * as v from 'valibot'
import type { Customer } from '#shared/domain/customer'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'
import { moment } from '../dates'
import { saveFile } from '../save-file'
import { type ApiFailure, callApi } from '../settings/api'
import { Failure } from '../settings/failure'
import styles from './privacy.module.css'

/** The database is written anew; on a large one that takes its time. Milliseconds. */
const LIMIT_MS = 10 * 60_000

const Count = v.number()
const Erased = v.object({ dialogs: Count, messages: Count, documents: Count, files: Count })

/** Erasing cannot be undone: the name is typed first; what is gone is told after, wherever one is by then. */
export default function EraseWindow(props: { customer: Customer; onClose(): void; onErased(): void }) {
  const data = useData()
  const words = () => t().customers.privacy
  // The row goes before the answer comes, and this window with it.
  const name = props.customer.name
  const id = props.customer.id
  const [typed, setTyped] = createSignal('')
  const [isBusy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<ApiFailure>()
  let isHere = true
  onCleanup(() => {
    isHere = false
  })
  const erase = async (event: SubmitEvent) => {
    event.preventDefault()
    if (typed().trim() !== name) return
    setBusy(true)
    setFailure(undefined)
    const { onErased } = props
    const answer = await callApi(`/api/customers/${id}/erase`, { method: 'POST', body: {}, answer: Erased, limitMs: LIMIT_MS })
    setBusy(false)
    if (answer.ok) {
      const { dialogs, messages, documents, files } = answer.value
      const what = words().erased(dialogs, messages, documents, files)
      showToast(what, { isLasting: true, action: { label: words().record, run: () => saveRecord(what, Date.now()) } })
      onErased()
    } else if (isHere) setFailure(answer.reason)
    else showToast(t().settings.failed[answer.reason], { tone: 'danger', isLasting: true })
  }
  /** For the shop's papers: it names the card by its number, and nobody. */
  const saveRecord = (what: string, at: number) => {
    const { name: by, email } = data.me()
    const text = words().recordText(id, `${moment(at, language())} (${new Date(at).toISOString()})`, `${by}, ${email}`, what)
    saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), `${words().recordName} ${new Date(at).toISOString().slice(0, 10)}.txt`)
  }
  return (
    <Modal title={words().eraseTitle(name)} hint={words().eraseHint} onClose={props.onClose}>
      <form class={styles.form} onSubmit={(event) => void erase(event)}>
        <Field label={words().typeName(name)} autocomplete="off" value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
        <Failure reason={failure()} />
        <div class={styles.end}>
          <Button onClick={props.onClose}>{t().common.cancel}</Button>
          <Button type="submit" kind="danger" disabled={isBusy() || typed().trim() !== name}>
            {isBusy() ? words().erasing : words().erase}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
