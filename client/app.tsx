import { createEffect, on, onCleanup } from 'solid-js'
import type { Data, Me } from './data/contract'
import { createData } from './data/create-data'
import { firstAnswer } from './data/first-answer'
import { createGate } from './data/gate'
import { Root } from './features/root'
import { startSync } from './sync/start'

/** The composition root: which data and which gate the pages stand on. */
export function App() {
  const gate = createGate()

  function begin(me: Me): Data {
    const sync = startSync({
      operatorId: me.operatorId,
      build: __BUILD__,
      after: firstAnswer(),
      onRevoked: () => void gate.revoked(),
      isSignedIn: () => gate.me()?.operatorId === me.operatorId,
    })
    createEffect(on(gate.me, sync.nudge, { defer: true }))
    onCleanup(sync.stop)
    return createData(me)
  }

  return <Root gate={gate} createData={begin} />
}
