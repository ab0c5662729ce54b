/** Pages and what surrounds them. Which Gate and Data stand behind is decided by the composition root. */
import { Navigate, Route, Router, type RouteSectionProps, useLocation } from '@solidjs/router'
import { createMemo, For, lazy, onCleanup, Show } from 'solid-js'
import type { Data, Me } from '../data/contract'
import type { Gate } from '../data/contract-gate'
import { keepFocus } from '../ui/keep-focus'
import { ToastRegion } from '../ui/toast'
import { DataProvider, GateProvider, useGate } from './data-context'
import { startHotkeys } from './hotkeys'
import { SECTIONS } from './shell/sections'
import { Shell } from './shell/shell'

const Settings = lazy(() => import('./settings/settings'))
const SignIn = lazy(() => import('./auth/sign-in'))
const SetUp = lazy(() => import('./auth/set-up'))

export interface RootProps {
  gate: Gate
  /** Runs under an owner of its own; what it starts stops with it. */
  createData(me: Me): Data
}

export function Root(props: RootProps) {
  onCleanup(startHotkeys())
  onCleanup(keepFocus())
  /** Everything that needs somebody to be signed in. A change of person starts it anew. */
  const Inside = (section: RouteSectionProps) => {
    const me = createMemo(() => props.gate.me(), undefined, { equals: (a, b) => a?.operatorId === b?.operatorId })
    return (
      <Show when={me()} keyed fallback={<ToSignIn />}>
        {(person) => (
          <DataProvider data={props.createData(person)}>
            <Shell>{section.children}</Shell>
          </DataProvider>
        )}
      </Show>
    )
  }
  return (
    <GateProvider gate={props.gate}>
      <Router>
        <Route path="/sign-in" component={SignIn} />
        <Route path="/set-up" component={SetUp} />
        <Route path="/" component={Inside}>
          <For each={SECTIONS}>{(section) => <Route path={section.path} component={section.page} />}</For>
          <Route path="/settings" component={Settings} />
          <Route path="*" component={() => <Navigate href="/chats" />} />
        </Route>
      </Router>
      <ToastRegion />
    </GateProvider>
  )
}

function ToSignIn() {
  const location = useLocation()
  const gate = useGate()
  /** A link to a chat must open that chat after the sign-in; any other page is as well begun at the list. */
  const target = () =>
    location.pathname.startsWith('/chats/') ? `?next=${encodeURIComponent(`${location.pathname}${location.search}`)}` : ''
  return (
    <Show when={!gate.me()}>
      <Navigate href={`/sign-in${target()}`} />
    </Show>
  )
}
