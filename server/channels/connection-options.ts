import type { Id } from '#shared/domain/id'
import type { Committer } from '../commands/committer'
import type { Roster } from '../commands/roster'
import type { Log } from '../log'
import type { Store } from '../store/port'
import type { ChannelFiles } from './coming-files'
import type { Connector } from './connector'
import type { AcceptInbound } from './port'
import type { Keyring } from './sealing'

/** What connected channels need of the rest of the server. */
export interface ConnectionOptions {
  readonly connectors: readonly Connector[]
  readonly store: Pick<Store, 'channels'>
  readonly committer: Committer
  readonly roster: Roster
  readonly accept: AcceptInbound
  readonly keyring: Keyring
  readonly files: ChannelFiles
  /** Scheme and host under which Okno is reached from outside; null: not known. */
  readonly publicUrl: string | null
  /** The channel takes messages again. */
  readonly onReleased: (channelId: Id) => void
  readonly clock: () => number
  readonly log: Log
}
