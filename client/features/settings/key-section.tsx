import { createSignal, For, onMount, Show } from 'solid-js'
import * as v from 'valibot'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { emptySent } from '../../ui/sent-words'
import { showToast } from '../../ui/toast'
import { copyText } from '../clipboard'
import { fullDate } from '../dates'
import { type ApiFailure, callApi, Nothing } from './api'
import { Failure } from './failure'
import styles from './key-section.module.css'
import { Panel, PanelRow } from './panel'

const Key = v.object({ id: v.string(), name: v.string(), createdAt: v.number() })
const Keys = v.object({ keys: v.array(Key) })
const MadeKey = v.object({ ...Key.entries, key: v.string() })

/** How programs come in. A key is shown once. */
export function KeySection() {
  const words = () => t().settings.keys
  const [keys, setKeys] = createSignal<v.InferOutput<typeof Keys>['keys']>([])
  const [made, setMade] = createSignal<string>()
  const [failure, setFailure] = createSignal<ApiFailure>()
  const load = async () => {
    const result = await callApi('/api/keys', { answer: Keys })
    setFailure(result.ok ? undefined : result.reason)
    if (result.ok) setKeys(result.value.keys)
  }
  const add = async (form: HTMLFormElement) => {
    const sent = new FormData(form)
    const result = await callApi('/api/keys', { method: 'POST', body: Object.fromEntries(sent), answer: MadeKey })
    setFailure(result.ok ? undefined : result.reason)
    if (!result.ok) return
    setMade(result.value.key)
    emptySent(form, sent)
    await load()
  }
  const revoke = async (id: string) => {
    const result = await callApi(`/api/keys/${id}`, { method: 'DELETE', answer: Nothing })
    if (result.ok) showToast(words().revoked)
    else setFailure(result.reason)
    await load()
  }
  onMount(() => void load())
  return (
    <Panel title={words().title} hint={words().hint}>
      <Failure reason={failure()} />
      <ul>
        <For each={keys()} fallback={<li class={styles.none}>{words().none}</li>}>
          {(key) => (
            <li>
              <PanelRow
                action={
                  <Button size="small" aria-label={words().revokeName(key.name)} onClick={() => void revoke(key.id)}>
                    {words().revoke}
                  </Button>
                }
              >
                <span class={styles.name}>{key.name}</span>
                <small>{fullDate(key.createdAt, language())}</small>
              </PanelRow>
            </li>
          )}
        </For>
      </ul>
      <Show when={made()}>
        {(key) => (
          <div class={styles.made} role="status">
            <p>{words().created}</p>
            <code class={styles.key}>{key()}</code>
            <Button size="small" onClick={() => void copyText(key(), words().copied)}>
              {words().copy}
            </Button>
          </div>
        )}
      </Show>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void add(event.currentTarget)
        }}
      >
        <Field label={words().name} name="name" required maxLength={80} autocomplete="off" />
        <Button type="submit">{words().add}</Button>
      </form>
    </Panel>
  )
}
