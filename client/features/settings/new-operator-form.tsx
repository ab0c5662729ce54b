import { createSignal, createUniqueId, For } from 'solid-js'
import * as v from 'valibot'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { emptySent } from '../../ui/sent-words'
import { showToast } from '../../ui/toast'
import { type ApiFailure, callApi } from './api'
import { Failure } from './failure'
import styles from './new-operator-form.module.css'

const ROLES = ['operator', 'admin'] as const

export function NewOperatorForm() {
  const words = () => t().settings.operators
  const roleId = createUniqueId()
  const [failure, setFailure] = createSignal<ApiFailure>()
  const [isBusy, setBusy] = createSignal(false)
  const add = async (form: HTMLFormElement) => {
    setBusy(true)
    const sent = new FormData(form)
    const result = await callApi('/api/operators', { method: 'POST', body: Object.fromEntries(sent), answer: v.unknown() })
    setBusy(false)
    setFailure(result.ok ? undefined : result.reason)
    if (!result.ok) return
    emptySent(form, sent)
    showToast(words().added)
  }
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void add(event.currentTarget)
      }}
    >
      <Field label={words().name} name="name" required autocomplete="off" maxLength={120} />
      <Field label={words().email} name="email" type="email" required autocomplete="off" />
      <Field
        label={words().password}
        name="password"
        type="text"
        required
        minLength={8}
        autocomplete="new-password"
        hint={t().auth.passwordRule}
      />
      <div class={styles.role}>
        <label for={roleId}>{words().role}</label>
        <select id={roleId} name="role">
          <For each={ROLES}>{(role) => <option value={role}>{words().roles[role]}</option>}</For>
        </select>
      </div>
      <div class={styles.end}>
        <Failure reason={failure()} />
        <Button type="submit" kind="primary" disabled={isBusy()}>
          {words().add}
        </Button>
      </div>
    </form>
  )
}
