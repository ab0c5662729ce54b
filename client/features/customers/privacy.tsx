import { createSignal, lazy, Show, Suspense } from 'solid-js'
import * as v from 'valibot'
import type { Customer } from '#shared/domain/customer'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Section } from '../customer/section'
import { useData } from '../data-context'
import { saveFile } from '../save-file'
import { type ApiFailure, callApi } from '../settings/api'
import { Failure } from '../settings/failure'
import { personArchive } from './person-archive'
import styles from './privacy.module.css'

const EraseWindow = lazy(() => import('./erase-window'))

/** What the law lets a person ask for: all that is known of them, and that nothing be known any more. Needs the server. */
export function Privacy(props: { customer: Customer; onErased(): void }) {
  const data = useData()
  const [isErasing, setErasing] = createSignal(false)
  const [isBusy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<ApiFailure>()
  const words = () => t().customers.privacy
  const save = async () => {
    setBusy(true)
    setFailure(undefined)
    const answer = await callApi(`/api/customers/${props.customer.id}/data`, { answer: v.looseObject({ files: v.array(PersonFile) }) })
    if (answer.ok) {
      const archive = await personArchive(answer.value, data.fileBytes)
      saveFile(archive, `${props.customer.name}.zip`)
    } else setFailure(answer.reason)
    setBusy(false)
  }
  return (
    <Show when={canAdminister(data.me().role)}>
      <Section title={words().title}>
        <p class={styles.hint}>{words().hint}</p>
        <div class={styles.choices}>
          <Button size="small" disabled={isBusy()} onClick={() => void save()}>
            {words().export}
          </Button>
          <Button size="small" kind="danger" onClick={() => setErasing(true)}>
            {words().erase}
          </Button>
        </div>
        <Failure reason={failure()} />
      </Section>
      <Show when={isErasing()}>
        <Suspense>
          <EraseWindow customer={props.customer} onClose={() => setErasing(false)} onErased={props.onErased} />
        </Suspense>
      </Show>
    </Show>
  )
}

const PersonFile = v.object({ id: v.string(), name: v.string(), mime: v.string(), size: v.number() })
