/**
 * A planted bug: what would go wrong if a rule were broken. It is put in place of a part of the simulated system, and
 * the simulation must notice it; one that goes unnoticed is a hole in the simulation.
 */
import type { AcceptInbound, ChannelAdapter } from '../../../server/channels/port'
import type { Executor } from '../../../server/commands/execute'
import type { DocumentHub } from '../../../server/documents/hub'
import type { Upkeep } from '../../../server/documents/upkeep'
import type { Store } from '../../../server/store/port'
import type { Feed } from '../../../server/sync/feed'
import type { RowsFor } from '../../../server/sync/view'
import type { Visibility } from '../../../server/sync/visibility'
import type { Store as DeviceTables } from '../../data/view'
import type { SyncTables } from '../../sync/store'

export interface Bug {
  readonly name: string
  /**
   * Devices have what they hold compared with the server's rows. Without it they do not, and ask for no page of their
   * own accord either: what mends would hide most bugs.
   */
  readonly isMended?: true
  readonly store?: (store: Store) => Partial<Store>
  readonly feed?: (feed: Feed) => Partial<Feed>
  readonly visibility?: (visibility: Visibility) => Partial<Visibility>
  readonly rowsFor?: (rowsFor: RowsFor) => RowsFor
  readonly executor?: (executor: Executor) => Executor
  readonly accept?: (accept: AcceptInbound) => AcceptInbound
  readonly documents?: (hub: DocumentHub) => Partial<DocumentHub>
  readonly upkeep?: (upkeep: Upkeep) => Partial<Upkeep>
  /** The store as the outbound worker sees it. */
  readonly outbound?: (store: Store) => Partial<Store>
  readonly adapter?: (adapter: Pick<ChannelAdapter, 'send'>) => Pick<ChannelAdapter, 'send'>
  /** Devices come with the access number they had at first. */
  readonly forgetsAccess?: true
  /** The copy that is restored keeps the epoch of the original. */
  readonly keepsEpoch?: true
  readonly device?: (store: SyncTables, tables: DeviceTables) => Partial<SyncTables>
}

/** Every third time or so, by the run's own chance. */
export const nowAndThen = (): boolean => Math.random() < 1 / 3
