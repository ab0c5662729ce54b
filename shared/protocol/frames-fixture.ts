/** One sensible head for every frame. */
import type { ClientFrameName, ClientHead, ServerFrameName, ServerHead } from './frames'

export const CLIENT_HEADS: { [N in ClientFrameName]: ClientHead<N> } = {
  HELLO: { proto: 1, build: 'test', device: 'dev', epoch: null, cursor: 0, aclEpoch: 0, staged: null, unanswered: ['c1'] },
  ACK: { cursor: 7, taken: 2 },
  CMD: { commands: [{ id: 'c1', type: 'dialog.spam', args: { dialogId: 'd' } }] },
  PAGE: { rid: 1, dialogId: 'd', before: 51, limit: 50 },
  DOC_OPEN: { h: 1, doc: 'remark.c', lineage: 'e.0' },
  DOC: { h: 1 },
  DOC_CLOSE: { h: 1 },
  LIST: { rid: 2, state: 'closed', after: { updatedAt: 5, id: '' }, limit: 50 },
  CHECK: {
    rid: 1,
    cursor: 9,
    scope: 'dialogs',
    from: 5,
    before: null,
    isWhole: true,
    dialogs: [{ id: 'd', lo: 1, hi: 3 }],
    digest: 53,
    claims: [{ kind: 'dialog', id: 'd', hash: 35 }],
  },
  PRESENCE: { dialogId: 'd', state: 'typing' },
  SEARCH: { rid: 1, text: 'заказ', after: null },
  DOC_PUSH: { id: 'u1', doc: 'note.d.n', lineage: null },
  PING: {},
}

const ROW = { kind: 'workspace', id: 'workspace', ver: 1, row: { id: 'workspace', name: 'Магазин «Окно»', country: 'UA' } } as const
const RESULT = { id: 'c1', status: 'rejected', code: 'stale', seq: 5 } as const

export const SERVER_HEADS: { [N in ServerFrameName]: ServerHead<N> } = {
  WELCOME: { session: 's', epoch: 'e', head: 9, aclEpoch: 0, now: 1_700_000_000_000, mode: 'resume', results: [RESULT] },
  BATCH: { from: 1, to: 3, head: 9, rows: [ROW, { kind: 'draft', id: 'o.d', ver: 3, row: null }] },
  SNAPSHOT: { part: 0, to: 9, done: 40, total: 80, last: false, rows: [ROW], low: { d: 5 }, since: 0, place: { updatedAt: 5, id: 'd' } },
  RESULT: { results: [RESULT, { id: 'c2', status: 'done', code: null, seq: 6 }] },
  PAGE_RES: { rid: 1, dialogId: 'd', rows: [], lo: 0, hi: 0 },
  DOC_SYNC: { h: 1, lineage: 'e.0' },
  DOC: { h: 1 },
  LIST_RES: { rid: 2, rows: [], next: { updatedAt: 4, id: 'd' } },
  CHECK_RES: { rid: 1, isSame: false, rows: [], low: {} },
  DOC_ACK: { ids: ['u1'] },
  DOC_REJ: { id: null, h: 1, code: 'not-found' },
  PRESENCE: { dialogId: 'd', operatorId: null, state: 'typing' },
  SEARCH_RES: {
    rid: 1,
    hits: [
      { kind: 'message', dialogId: 'd', itemId: 'i', dseq: 3, name: 'Анна', text: 'где заказ', marks: [[4, 9]], at: 1_700_000_000_000 },
      { kind: 'contact', dialogId: 'd', itemId: null, dseq: null, name: 'Анна', text: 'Анна', marks: [], at: 1_700_000_000_000 },
    ],
    next: 17,
    isWhole: true,
  },
  GOAWAY: { minMs: 500, maxMs: 3000 },
  PONG: { now: 1_700_000_000_000, head: 9 },
}
