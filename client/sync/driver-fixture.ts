import type { ClientFrame, ServerFrame, ServerFrameName, ServerHead } from '#shared/protocol/frames'
import { decodeClient, encodeServer } from '#shared/protocol/wire'
import { NOON } from '../data/device-fixture'
import { createClock } from '../simulation/clock'
import { Driver, type SocketEvents } from './driver'
import { makeLeader } from './store-fixture'

export const WELCOME: ServerHead<'WELCOME'> = {
  session: 's',
  epoch: 'epoch',
  head: 10,
  aclEpoch: 3,
  now: NOON,
  mode: 'resume',
  results: [],
}

let open: Driver | null = null
/** Ends the driver that a test has made. */
export const closeDriver = (): void => open?.close()

/** A device whose server is the test. */
export async function makeDriver(options: { isNew?: boolean } = {}) {
  const leader = await makeLeader(options)
  const clock = createClock(NOON)
  const connections: { events: SocketEvents; frames: ClientFrame[]; isClosed: boolean }[] = []
  const failures: unknown[] = []
  const passed: ServerFrame[] = []
  const waiting: { isMet: () => boolean; resolve: () => void }[] = []
  const check = () => {
    for (const one of waiting) if (one.isMet()) one.resolve()
  }
  const driver = new Driver({
    store: leader.store,
    connect(events) {
      const connection = { events, frames: [] as ClientFrame[], isClosed: false }
      connections.push(connection)
      check()
      return {
        send(bytes) {
          const frame = decodeClient(bytes)
          if (!frame) throw new Error('The device sent what is no frame')
          connection.frames.push(frame)
          check()
        },
        close() {
          connection.isClosed = true
          check()
        },
      }
    },
    build: 'test',
    now: clock.now,
    random: () => 0.5,
    setTimer: clock.setTimer,
    onState: check,
    onFrame(frame) {
      passed.push(frame)
      check()
    },
    onFailure(error) {
      failures.push(error)
      check()
    },
  })
  open = driver
  const until = (isMet: () => boolean): Promise<void> =>
    isMet() ? Promise.resolve() : new Promise((resolve) => waiting.push({ isMet, resolve }))
  const last = () => connections.at(-1)
  const sent = (name: ClientFrame['name']) => last()?.frames.filter((frame) => frame.name === name) ?? []
  const say = <N extends ServerFrameName>(name: N, head: ServerHead<N>) => last()?.events.message(encodeServer(name, head))
  return {
    ...leader,
    driver,
    clock,
    connections,
    failures,
    passed,
    until,
    last,
    sent,
    say,
    /** Opens the newest connection and greets it. */
    async greet(welcome: Partial<ServerHead<'WELCOME'>> = {}) {
      const count = connections.length
      if (driver.state.phase !== 'connecting') driver.dispatch({ type: 'start' })
      await until(() => connections.length > count || driver.state.phase === 'connecting')
      last()?.events.opened()
      await until(() => sent('HELLO').length > 0)
      say('WELCOME', { ...WELCOME, ...welcome })
      await until(() => driver.state.phase === 'live' || driver.state.phase === 'catching-up')
    },
    /** Lets time pass until the device tries again. */
    async retry() {
      const count = connections.length
      await settle()
      clock.advance()
      await until(() => connections.length > count)
      await settle()
    },
    async live() {
      await this.greet()
      await until(() => driver.state.phase === 'live')
    },
  }
}

/** Lets everything that needs no event from outside run to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}
