/** How a device that introduces itself is brought up to date. Pure. */
import { seesAllDialogs, type Viewer } from '#shared/domain/permissions'
import type { ClientHead, ServerHead } from '#shared/protocol/frames'

export type WelcomeMode = ServerHead<'WELCOME'>['mode']

export interface Standing {
  readonly epoch: string
  readonly head: number
  /** See horizon.ts. */
  readonly horizon: number
  readonly aclEpoch: number
  readonly viewer: Viewer
}

export function welcomeMode(hello: Pick<ClientHead<'HELLO'>, 'epoch' | 'cursor' | 'aclEpoch' | 'staged'>, server: Standing): WelcomeMode {
  const { staged } = hello
  const isOfNow = (of: { epoch: string | null; aclEpoch: number }, version: number): boolean =>
    of.epoch === server.epoch && of.aclEpoch === server.aclEpoch && version >= server.horizon && version <= server.head
  if (isOfNow(hello, hello.cursor)) return 'resume'
  if (staged?.place && isOfNow(staged, staged.to)) return 'continue'
  // SNAP2: what this viewer holds may be what is hidden now. From one who sees everything nothing can have been withdrawn.
  return seesAllDialogs(server.viewer) ? 'snapshot' : 'erase'
}
