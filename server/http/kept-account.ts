/** What the two ways of connecting a channel have in common: with secrets that are typed, and with those a vendor gives. */
import * as v from 'valibot'
import { Channel, type ChannelKind } from '#shared/domain/channel'
import { type Id, newId } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import type { Access } from '../auth/access'
import type { Connections } from '../channels/connections'
import type { Account, Check } from '../channels/connector'

/** A vendor that has not answered by then is out of reach. */
const CHECK_TIMEOUT_MS = 15_000
/** As long as a channel's name may be. */
const MAX_NAME_CHARS = 80

export const Fields = v.record(v.string(), v.unknown())
export const ChannelName = Channel.entries.name

export const fieldsOf = (held: unknown): Record<string, unknown> => (v.is(Fields, held) ? held : {})
/** Secrets never go out again: what is told of them is which are set. */
export const namesOf = (secrets: unknown): string[] => Object.entries(fieldsOf(secrets)).flatMap(([name, value]) => (value ? [name] : []))

/** Whether an account works, asked of its vendor. */
export async function checked(account: Account): Promise<Check> {
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS)
  return account.check(signal).catch((error: unknown) => {
    if (signal.aborted) return { ok: false, problem: 'unreachable' }
    throw error
  })
}

/** A new channel at work. @param name what an administrator calls it; null: as the account calls itself. */
export async function addChannel(
  { access, connections }: { access: Pick<Access, 'commit'>; connections: Pick<Connections, 'keep'> },
  of: { readonly kind: ChannelKind; readonly name: string | null; readonly calledThere: string; readonly account: Account },
): Promise<Id> {
  const name = of.name ?? (of.calledThere.trim().slice(0, MAX_NAME_CHARS) || 'Channel')
  const channel: Channel = { id: newId(), kind: of.kind, name, isSample: false, greeting: '' }
  await access.commit(async () => ({ writes: { changes: [change('channel', channel)] }, value: null }))
  await connections.keep(channel.id, of.account)
  return channel.id
}
