import { Navigate, useNavigate, useSearchParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import type { SignInOutcome } from '../../data/contract-gate'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { useGate } from '../data-context'
import { AuthPage } from './auth-page'
import { nextPage } from './next-page'

type Refusal = Extract<SignInOutcome, { ok: false }>['reason']

export default function SignIn() {
  const gate = useGate()
  const navigate = useNavigate()
  const [params] = useSearchParams<{ next?: string; again?: string }>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [isBusy, setBusy] = createSignal(false)
  const words = () => t().auth
  const reason = (kind: Refusal) =>
    ({ wrong: words().wrong, 'too-many': words().tooMany, offline: words().offline, unavailable: words().unavailable })[kind]
  const shownError = () => {
    const kind = refusal()
    if (kind) return reason(kind)
    return gate.isEnded() ? words().ended : undefined
  }
  const enter = async (form: HTMLFormElement) => {
    const fields = new FormData(form)
    setBusy(true)
    setRefusal(undefined)
    const outcome = await gate.signIn(String(fields.get('email')).trim(), String(fields.get('password')))
    setBusy(false)
    if (outcome.ok) navigate(nextPage(params.next), { replace: true })
    else setRefusal(outcome.reason)
  }
  return (
    // A device whose sign-in has expired still has somebody on it; they come here by the banner's link.
    <Show when={!gate.me() || params.again !== undefined || isBusy()} fallback={<Navigate href={nextPage(params.next)} />}>
      <AuthPage title={words().signInTitle} hint={words().signInHint} error={shownError()} onSubmit={(form) => void enter(form)}>
        <Field label={words().email} name="email" type="email" autocomplete="username" required autofocus value={gate.me()?.email ?? ''} />
        <Field label={words().password} name="password" type="password" autocomplete="current-password" required />
        <Button type="submit" kind="primary" disabled={isBusy()} aria-label={words().signIn}>
          {isBusy() ? words().signingIn : words().signIn}
        </Button>
      </AuthPage>
    </Show>
  )
}
