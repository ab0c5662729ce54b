/**
 * The protocol's number. Raised with every change of a frame, together with a line here and the hash in
 * version.test.ts. A client and a server of different numbers do not talk: the client is told to update.
 *
 * 1  first protocol
 */
export const PROTOCOL_VERSION = 1
