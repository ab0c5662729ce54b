import * as v from 'valibot'
import { Id } from './id'
import { Instant } from './item'

export const MAX_PIPELINE_NAME_CHARS = 80
/** Removed ones included. */
export const MAX_STAGES = 60

export const PipelineName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_PIPELINE_NAME_CHARS))

export const STAGE_COLOURS = ['grey', 'blue', 'teal', 'green', 'yellow', 'orange', 'red', 'violet'] as const
export const StageColour = v.picklist(STAGE_COLOURS)
export type StageColour = v.InferOutput<typeof StageColour>

export const STAGE_KINDS = ['open', 'won', 'lost'] as const
export const StageKind = v.picklist(STAGE_KINDS)
export type StageKind = v.InferOutput<typeof StageKind>

export const Stage = v.object({
  id: Id,
  name: PipelineName,
  colour: StageColour,
  /** Never changes: cards there were won, or lost, when they came. */
  kind: StageKind,
  /**
   * Set once the stage is removed: the stage in whose column its cards stand from then on. So no card has to be
   * changed, however many there are, and one that is moved there on a device without a network is not lost.
   */
  heirId: v.optional(v.nullable(Id), null),
})
export type Stage = v.InferOutput<typeof Stage>

/** The way of a card, in stages. */
export const Pipeline = v.object({
  id: Id,
  name: PipelineName,
  /** In their order. */
  stages: v.pipe(v.array(Stage), v.minLength(1), v.maxLength(MAX_STAGES)),
  /** Takes no new cards; those in it can still be seen and moved out. */
  isRemoved: v.boolean(),
  createdAt: Instant,
})
export type Pipeline = v.InferOutput<typeof Pipeline>

/** Stages that are there now. */
export const liveStages = ({ stages }: Pick<Pipeline, 'stages'>): readonly Stage[] => stages.filter(({ heirId }) => heirId === null)

/** The stage that a card of this stage stands in now. */
export function stageOf({ stages }: Pick<Pipeline, 'stages'>, stageId: Id): Stage | undefined {
  let stage = stages.find(({ id }) => id === stageId)
  // Each step leads to another stage, so there are fewer steps than stages.
  for (let steps = 0; stage && stage.heirId !== null && steps < stages.length; steps += 1) {
    const { heirId } = stage
    stage = stages.find(({ id }) => id === heirId)
  }
  return stage
}

/** What a new pipeline begins with. */
export const FIRST_STAGES = [
  { key: 'new', colour: 'blue', kind: 'open' },
  { key: 'working', colour: 'teal', kind: 'open' },
  { key: 'payment', colour: 'yellow', kind: 'open' },
  { key: 'won', colour: 'green', kind: 'won' },
  { key: 'lost', colour: 'red', kind: 'lost' },
] as const satisfies readonly { key: string; colour: StageColour; kind: StageKind }[]
export type FirstStageKey = (typeof FIRST_STAGES)[number]['key']
