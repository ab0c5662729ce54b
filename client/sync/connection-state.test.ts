import { expect, test } from 'vitest'
import { connectionState } from './connection-state'
import { type EngineEvent, IDLE, step } from './engine'

/** What a person is shown, from the beginning, as one thing after another happens. */
function shown(...events: EngineEvent[]): string[] {
  const phases: string[] = []
  let state = IDLE
  for (const event of events) {
    state = step(state, event, 0).state
    const { phase } = connectionState(state)
    if (phase !== phases.at(-1)) phases.push(phase)
  }
  return phases
}

const fails: EngineEvent = { type: 'closed', code: 1006 }
const again: EngineEvent = { type: 'timer', timer: 'reconnect' }

test('[ENG5] tries that follow one that failed are not shown: nothing flickers, nothing is read out', () => {
  expect(shown({ type: 'start' }, fails, again, fails, again, { type: 'opened' }, fails)).toEqual(['connecting', 'offline'])
  expect(shown({ type: 'start' }, fails, { type: 'attention', isShown: true }, fails)).toEqual(['connecting', 'offline'])
})

test('when the browser says that the network is back, that it is tried is shown', () => {
  expect(shown({ type: 'start' }, fails, { type: 'online' }, fails)).toEqual(['connecting', 'offline', 'connecting', 'offline'])
})
