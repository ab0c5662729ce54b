/**
 * What channels report of messages by the key they gave them. RPT1 A report that comes before its send has answered waits
 * for the key, and is applied in the commit that learns it. Reports come late, twice and out of order (advanceDelivery).
 */
import * as v from 'valibot'
import { advanceDelivery } from '#shared/domain/delivery'
import type { MessageItem } from '#shared/domain/item'
import type { Work } from '../commands/committer'
import type { Ledger } from '../commands/ledger'
import { putDelivery } from './delivery'
import { eventItemName, reportName, sentDialogName } from './names'
import type { InboundEvent, InboundOutcome } from './port'

type ReportEvent = Extract<InboundEvent, { type: 'report' }>

const Parked = v.object({ state: v.picklist(['sent', 'delivered', 'read', 'failed']), error: v.nullable(v.string()) })
type Report = v.InferOutput<typeof Parked>

/** Of one message. A channel tells of at most four states. */
const MAX_PARKED = 10
/** A report whose message nobody has sent by then is somebody else's. */
const WAIT_MS = 10 * 60_000

export function reportWork({ channelId, key, state, ...event }: ReportEvent, clock: () => number): Work<InboundOutcome> {
  const error = event.error ?? null
  const itemName = eventItemName(channelId, key)
  const dialogName = sentDialogName(channelId, key)
  const parkedName = reportName(channelId, key)
  return {
    names: [itemName, dialogName],
    early: [parkedName],
    refs(names) {
      const itemId = names.get(itemName)
      const dialogId = names.get(dialogName)
      return itemId && dialogId
        ? [
            { kind: 'item', id: itemId },
            { kind: 'dialog', id: dialogId },
          ]
        : []
    },
    run(ledger) {
      const item = ledger.get('item', ledger.name(itemName) ?? '')
      const dialogId = ledger.name(dialogName)
      if (item?.kind === 'message' && dialogId) {
        const isNews = applyReport(ledger, item, { state, error })
        return { ok: true, dialogId, itemId: item.id, isDuplicate: !isNews, at: clock() }
      }
      if (ledger.early(parkedName).length < MAX_PARKED)
        ledger.keepEarly({
          name: parkedName,
          key: state,
          body: JSON.stringify({ state, error } satisfies Report),
          until: clock() + WAIT_MS,
        })
      return { ok: false, reason: 'unknown-message' }
    },
  }
}

/** What had been reported of a message under these keys before they were known. Their names are among the work's `early`. */
export function applyParked(ledger: Ledger, itemId: string, names: readonly string[]): void {
  for (const { body } of names.flatMap((name) => ledger.early(name))) {
    const item = ledger.get('item', itemId)
    if (item?.kind === 'message') applyReport(ledger, item, v.parse(Parked, JSON.parse(body)))
  }
}

/** @returns whether it says something new. */
function applyReport(ledger: Ledger, item: MessageItem, report: Report): boolean {
  if (item.direction !== 'out') return false
  const state = advanceDelivery(item.state, report.state)
  // What waits to be sent again has failed before: that is known, and says nothing of the next try.
  if (state === item.state || (state === 'failed' && item.state === 'queued')) return false
  putDelivery(ledger, item, { state, error: state === 'failed' ? report.error : null })
  return true
}
