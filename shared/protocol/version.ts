/**
 * The protocol's number. Raised with every change of a frame, together with a line here and the hash in
 * version.test.ts. A client and a server of different numbers do not talk: the client is told to update.
 *
 * 1  first protocol
 * 2  not released yet: its line grows, and its hash is replaced, until it is
 */
export const PROTOCOL_VERSION = 2
