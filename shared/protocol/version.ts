/**
 * The protocol's number. Raised with every change of a frame, together with a line here and the hash in
 * version.test.ts. A client and a server of different numbers do not talk: the client is told to update.
 *
 * 1  first protocol
 * 2  not released yet: until it is, its lines grow and its hash is replaced
 *    - search in the full history (SEARCH)
 *    - failed messages of a dialog, changed and taken back in any channel; what may have left is confirmed (message.confirm);
 *      many are sent again as they were seen
 *    - messages are changed, taken back, reacted to; they hold stickers, places, people, e-mails, comments, voice
 *    - the workspace says whether recordings can be converted
 *    - replies say which answer was seen; dialogs know the last one; refused after the channel's window; the workspace's guard
 *    - dialogs count customers’ changes of messages, replies say how many were seen
 *    - preferences of an operator: saved filters, shortcuts, what sends
 *    - rows and commands of templates and products
 *    - an operator writes first (dialog.start, with files too), messages wait for their time, dialogs are put off;
 *      a change of such a message says what its author saw, no longer than a message
 *    - lineage of documents (DOC_OPEN, DOC_PUSH, DOC_SYNC); shared drafts, what they answer and the files that stay behind;
 *      mentions in notes
 *    - drafts hold files in their author’s order (draft.attach, draft.detach), and more text than a message
 *    - updates of documents are acknowledged together
 *    - snapshots beside what is held, from a place where they were cut off; windows
 *    - a device confirms frames (ACK)
 *    - dialogs outside the window are listed (LIST); a page brings its dialog
 *    - slices of rows are compared and put right (CHECK)
 *    - orders and their commands (of delivery and payment each part is edited by itself); products know warehouses, variants and categories;
 *      orders, cards and templates remember what an edit replaced
 *    - pipelines and cards, their products edited line by line; a conversation begun from a card; cards are compared in slices by id
 *    - channels are paused, named, say how they stand, have hours, automatic texts and queues (channel.set, operator.setAway); files
 *      that could not be had; channels that have become silent; their sign, source of orders and pipeline;
 *      problems of signing in at a vendor's page
 *    - customers: rows, their contacts, merging, history; fields and tags of the workspace
 */
export const PROTOCOL_VERSION = 2

/** The reason that goes with close code 4426: so a device knows which of the two is to be updated. */
export const upgradeReason = (serverProtocol: number): string => `protocol ${serverProtocol}`

/** @returns the server's protocol, or null when the reason does not say it. */
export function protocolIn(reason: string): number | null {
  const [, digits] = /^protocol (\d{1,9})$/.exec(reason) ?? []
  return digits === undefined ? null : Number(digits)
}
