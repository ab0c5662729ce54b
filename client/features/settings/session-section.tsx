import { createSignal, For, onMount, Show } from 'solid-js'
import * as v from 'valibot'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toast'
import { moment } from '../dates'
import { type ApiFailure, callApi, Nothing } from './api'
import { Failure } from './failure'
import { Panel, PanelRow } from './panel'

const Sessions = v.object({
  sessions: v.array(v.object({ id: v.string(), deviceName: v.string(), seenAt: v.number(), isCurrent: v.boolean() })),
})
type Session = v.InferOutput<typeof Sessions>['sessions'][number]

/** Where else this operator is signed in; a lost device is cut off here. */
export function SessionSection() {
  const words = () => t().settings.sessions
  const [sessions, setSessions] = createSignal<readonly Session[]>([])
  const [failure, setFailure] = createSignal<ApiFailure>()
  const load = async () => {
    const result = await callApi('/api/sessions', { answer: Sessions })
    setFailure(result.ok ? undefined : result.reason)
    if (result.ok) setSessions(result.value.sessions)
  }
  const end = async (id: string) => {
    const result = await callApi(`/api/sessions/${id}`, { method: 'DELETE', answer: Nothing })
    if (result.ok) showToast(words().ended)
    else setFailure(result.reason)
    await load()
  }
  onMount(() => void load())
  const name = (session: Session) => session.deviceName || words().nameless
  return (
    <Panel title={words().title}>
      <Failure reason={failure()} />
      <ul>
        <For each={sessions()}>
          {(session) => (
            <li>
              <PanelRow
                action={
                  <Show when={!session.isCurrent}>
                    <Button size="small" aria-label={words().endName(name(session))} onClick={() => void end(session.id)}>
                      {words().end}
                    </Button>
                  </Show>
                }
              >
                <span>
                  {name(session)}
                  <Show when={session.isCurrent}> ({words().current})</Show>
                </span>
                <small>{words().seen(moment(session.seenAt, language()))}</small>
              </PanelRow>
            </li>
          )}
        </For>
      </ul>
    </Panel>
  )
}
