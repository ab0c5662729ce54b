/** What administrators ask of the server about accounts of channels: secrets and live checks need it at once. */
import * as v from 'valibot'
import { ChannelHealth, ChannelProblem } from '#shared/domain/channel-health'

export const Checked = v.variant('ok', [
  v.object({ ok: v.literal(true), name: v.string(), channelId: v.optional(v.string()) }),
  v.object({ ok: v.literal(false), problem: ChannelProblem, detail: v.optional(v.string()) }),
])
export type Checked = v.InferOutput<typeof Checked>

export const KeptAccount = v.object({
  settings: v.record(v.string(), v.unknown()),
  secrets: v.array(v.string()),
  /** Path at which the channel is to call us, where somebody has to tell it. */
  hook: v.optional(v.nullable(v.string()), null),
})

/** Applications by which other channels of a kind sign in at their vendors. */
export const Applications = v.object({
  applications: v.array(v.object({ settings: v.record(v.string(), v.unknown()), secrets: v.array(v.string()) })),
})

export const ChannelStatus = v.object({
  health: v.nullable(ChannelHealth),
  waiting: v.number(),
  queued: v.number(),
  unreadable: v.number(),
  failed: v.number(),
  lastAt: v.nullable(v.number()),
  trouble: v.array(v.object({ key: v.string(), at: v.number(), state: v.string(), reason: v.nullable(v.string()), raw: v.string() })),
})
export type ChannelStatus = v.InferOutput<typeof ChannelStatus>
