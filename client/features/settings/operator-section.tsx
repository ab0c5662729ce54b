import { createMemo, createSignal, Show } from 'solid-js'
import * as v from 'valibot'
import type { Operator } from '#shared/domain/operator'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { Rows } from '../../ui/rows'
import { useData } from '../data-context'
import { type ApiFailure, callApi } from './api'
import { Failure } from './failure'
import { NewOperatorForm } from './new-operator-form'
import { OperatorAccess } from './operator-access'
import styles from './operator-section.module.css'
import { Panel, PanelRow } from './panel'

/** Colleagues. Everyone sees who there is; administrators add and disable. */
export function OperatorSection() {
  const data = useData()
  const words = () => t().settings.operators
  const [failure, setFailure] = createSignal<ApiFailure>()
  const isAdmin = () => canAdminister(data.me().role)
  const operators = createMemo(() =>
    [...data.operators().values()].sort((a, b) => Number(a.isDisabled) - Number(b.isDisabled) || a.name.localeCompare(b.name)),
  )
  const canDisable = (operator: Operator) => isAdmin() && operator.role !== 'owner' && operator.id !== data.me().operatorId
  /** Administrators see everything; nothing can be narrowed for them. */
  const canNarrow = (operator: Operator) => canDisable(operator) && !operator.isDisabled && !canAdminister(operator.role)
  const patch = async (operator: Operator, body: object) => {
    const result = await callApi(`/api/operators/${operator.id}`, { method: 'PATCH', body, answer: v.unknown() })
    setFailure(result.ok ? undefined : result.reason)
  }
  return (
    <Panel title={words().title}>
      <Failure reason={failure()} />
      <ul>
        <Rows of={operators()}>
          {(operator) => (
            <li data-disabled={operator().isDisabled ? '' : undefined}>
              <PanelRow
                action={
                  <Show when={canDisable(operator())}>
                    <Button
                      size="small"
                      aria-label={operator().isDisabled ? words().enableName(operator().name) : words().disableName(operator().name)}
                      onClick={() => void patch(operator(), { isDisabled: !operator().isDisabled })}
                    >
                      {operator().isDisabled ? words().enable : words().disable}
                    </Button>
                  </Show>
                }
              >
                <Avatar id={operator().id} name={operator().name} size={32} />
                <span class={styles.names}>
                  <span class={styles.name}>{operator().name}</span>
                  <span class={styles.more}>
                    {operator().email} · {words().roles[operator().role]}
                    <Show when={operator().isDisabled}> · {words().disabled}</Show>
                  </span>
                </span>
              </PanelRow>
              <Show when={canNarrow(operator())}>
                <OperatorAccess operator={operator()} onChange={(access) => void patch(operator(), { access })} />
              </Show>
            </li>
          )}
        </Rows>
      </ul>
      <Show when={isAdmin()} fallback={<p class={styles.more}>{words().adminsOnly}</p>}>
        <NewOperatorForm />
      </Show>
    </Panel>
  )
}
