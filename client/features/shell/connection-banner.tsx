import { A } from '@solidjs/router'
import { createEffect, createSignal, Match, on, onCleanup, Show, Switch } from 'solid-js'
import type { ConnectionState } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { useData } from '../data-context'
import styles from './connection-banner.module.css'
import { connectionText } from './connection-mark'

/** Milliseconds. A blink of the network is not worth moving the screen for. */
const PATIENCE_MS = 1500

/** A line over the page while the device is not in step with the server, saying what that means. */
export function ConnectionBanner() {
  const data = useData()
  const isOdd = createPatient(() => data.connection().phase !== 'live')
  return (
    <Show when={isOdd() && data.connection().phase !== 'live'}>
      <section class={styles.banner} data-phase={data.connection().phase} aria-label={connectionText(data.connection())}>
        <strong>{connectionText(data.connection())}</strong>
        <Switch>
          <Match when={data.connection().phase === 'offline'}>
            <span class={styles.hint}>{t().shell.connection.offlineHint}</span>
          </Match>
          <Match when={catchingUp(data.connection())}>
            {(state) => (
              <Show when={state().total}>
                {(total) => (
                  <>
                    <progress class={styles.progress} value={state().done} max={total()} aria-label={t().shell.connection.catchingUp} />
                    <span class={styles.hint}>{t().shell.connection.progress(number(state().done), number(total()))}</span>
                  </>
                )}
              </Show>
            )}
          </Match>
          <Match when={data.connection().phase === 'signed-out'}>
            <span class={styles.hint}>{t().shell.connection.signedOutHint}</span>
            <A href="/sign-in?again">{t().shell.connection.signInAgain}</A>
          </Match>
          <Match when={data.connection().phase === 'outdated'}>
            <span class={styles.hint}>{t().shell.connection.outdatedHint}</span>
            <Button size="small" onClick={() => location.reload()}>
              {t().shell.connection.reload}
            </Button>
          </Match>
          <Match when={data.connection().phase === 'ahead'}>
            <span class={styles.hint}>{t().shell.connection.aheadHint}</span>
          </Match>
        </Switch>
      </section>
    </Show>
  )
}

const catchingUp = (state: ConnectionState) => (state.phase === 'catching-up' ? state : false)
const number = (value: number): string => new Intl.NumberFormat(language()).format(value)

/** True once `is` has been true for a while; false at once. */
function createPatient(is: () => boolean) {
  const [isLong, setLong] = createSignal(false)
  createEffect(
    on(is, (holds) => {
      if (!holds) {
        setLong(false)
        return
      }
      const timer = setTimeout(() => setLong(true), PATIENCE_MS)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return isLong
}
