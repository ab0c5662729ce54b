import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { useGate } from '../data-context'
import { AuthPage } from './auth-page'
import { linkToken } from './link-token'

/** First start: the link from the server's log, its token in the hash so that no log on the way ever holds it. */
export default function SetUp() {
  const gate = useGate()
  const navigate = useNavigate()
  const [error, setError] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)
  const words = () => t().auth
  const create = async (form: HTMLFormElement) => {
    const fields = new FormData(form)
    const field = (name: string) => String(fields.get(name) ?? '')
    setBusy(true)
    setError(undefined)
    const outcome = await gate.setUp({
      token: linkToken(location.hash),
      name: field('name').trim(),
      email: field('email').trim(),
      password: field('password'),
      language: language(),
    })
    setBusy(false)
    if (outcome.ok) {
      navigate('/chats', { replace: true })
      return
    }
    setError(
      {
        'bad-link': words().badLink,
        weak: words().weak,
        wrong: words().badLink,
        'too-many': words().tooMany,
        offline: words().offline,
        unavailable: words().unavailable,
      }[outcome.reason],
    )
  }
  return (
    <AuthPage title={words().setUpTitle} hint={words().setUpHint} error={error()} onSubmit={(form) => void create(form)}>
      <Field label={words().name} name="name" autocomplete="name" required autofocus maxLength={120} />
      <Field label={words().email} name="email" type="email" autocomplete="username" required />
      <Field
        label={words().newPassword}
        name="password"
        type="password"
        autocomplete="new-password"
        required
        minLength={8}
        hint={words().passwordRule}
      />
      <Button type="submit" kind="primary" disabled={isBusy()}>
        {words().create}
      </Button>
    </AuthPage>
  )
}
