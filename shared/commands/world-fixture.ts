/** A small shop in memory, over which commands are decided. */
import { newDialog } from '../domain/dialog'
import type { Id } from '../domain/id'
import { type Change, change, type Kind, type RowOf, refKey, type World } from '../domain/row'
import { WORKSPACE_ID } from '../domain/workspace'
import type { Actor } from './spec'
import { append, openTimeline } from './timeline'

export const OLGA: Actor = { operatorId: 'olga', role: 'owner', name: 'Ольга' }
export const NOON = 1_700_000_000_000

export class Shop implements World {
  readonly #rows = new Map<string, Change>()
  /** Every row that was looked at. */
  readonly looked: string[] = []

  constructor(changes: readonly Change[]) {
    this.put(changes)
  }

  get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined {
    this.looked.push(refKey(kind, id))
    return this.#rows.get(refKey(kind, id))?.row as RowOf<K> | undefined
  }

  put(changes: readonly Change[]): void {
    for (const each of changes) this.#rows.set(refKey(each.kind, each.row.id), each)
  }

  all<K extends Kind>(kind: K): readonly RowOf<K>[] {
    return [...this.#rows.values()].filter((each) => each.kind === kind).map(({ row }) => row as RowOf<K>)
  }

  /** All rows, for comparing before and after. */
  snapshot(): string {
    return JSON.stringify([...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

const operator = (id: Id, isDisabled: boolean): Change =>
  change('operator', { id, name: id, email: `${id}@okno.test`, role: 'operator', isDisabled })

const channel = (id: Id, kind: 'widget' | 'sms'): Change => change('channel', { id, kind, name: id, isSample: false, greeting: '' })

const stage = (id: Id, kind: 'open' | 'won' | 'lost') => ({ id, name: id, colour: 'grey' as const, kind, heirId: null })

/** Two dialogs: `d1` on the website with one customer message, `d2` by SMS, empty; and the pipeline `sales`. */
export function makeShop(): Shop {
  const contact = (id: Id, channelId: Id) =>
    change('contact', {
      id,
      channelId,
      peerKey: id,
      name: 'Гость',
      nameBy: 'channel',
      phones: [],
      emails: [],
      origin: null,
      createdAt: NOON,
    })
  const asked = append(openTimeline({ ...newDialog({ id: 'd1', channelId: 'website', contactId: 'c1' }, NOON), mentioned: ['olga'] }), {
    id: 'asked',
    kind: 'message',
    at: NOON,
    direction: 'in',
    authorId: null,
    text: 'Есть в наличии?',
    attachments: [],
    replyTo: null,
    state: 'received',
    error: null,
  })
  return new Shop([
    change('workspace', { id: WORKSPACE_ID, name: 'Shop', country: 'UA', guardsReplies: true }),
    change('pipeline', {
      id: 'sales',
      name: 'Продажи',
      stages: [stage('new', 'open'), stage('working', 'open'), stage('won', 'won'), stage('lost', 'lost')],
      isRemoved: false,
      createdAt: NOON,
    }),
    operator('olga', false),
    operator('pavel', false),
    operator('former', true),
    channel('website', 'widget'),
    channel('phones', 'sms'),
    contact('c1', 'website'),
    contact('c2', 'phones'),
    change('dialog', newDialog({ id: 'd2', channelId: 'phones', contactId: 'c2' }, NOON)),
    ...asked.changes,
  ])
}
