import * as v from 'valibot'
import { Id, PlainId } from '../domain/id'
import { canAdminister } from '../domain/permissions'
import { liveStages, MAX_STAGES, Pipeline, PipelineName, type Stage, StageColour, StageKind } from '../domain/pipeline'
import { change } from '../domain/row'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'

/** One lane: a stage is added to the pipeline that was made a moment ago. */
const lane = (): string => 'pipelines'
const refs = ({ id }: { id: Id }) => [{ kind: 'pipeline', id }] as const

const NewStage = v.object({ id: PlainId, name: PipelineName, colour: StageColour, kind: StageKind })

export const create = command({
  args: v.object({ id: PlainId, name: PipelineName, stages: v.pipe(v.array(NewStage), v.minLength(1), v.maxLength(MAX_STAGES)) }),
  lane,
  refs,
  apply({ id, name, stages }, { world, actor, now }) {
    if (!canAdminister(actor.role)) return rejected('forbidden')
    if (world.get('pipeline', id)) return NOTHING
    const made = { id, name, stages: stages.map((stage) => ({ ...stage, heirId: null })), isRemoved: false, createdAt: now }
    return isSound(made) ? done(change('pipeline', made)) : rejected('invalid')
  },
})

export const rename = command({
  args: v.object({ id: Id, name: PipelineName }),
  lane,
  refs,
  apply: ({ id, name }, context) => edit(id, context, (pipeline) => ({ ...pipeline, name })),
})

/** Takes a pipeline out of use, or brings it back. Its cards stay where they are. */
export const remove = command({
  args: v.object({ id: Id, isRemoved: v.boolean() }),
  lane,
  refs,
  apply: ({ id, isRemoved }, context) => edit(id, context, (pipeline) => ({ ...pipeline, isRemoved })),
})

/** @param before the stage that the new one stands before; null: at the end. */
export const addStage = command({
  args: v.object({ id: Id, stage: NewStage, before: v.nullable(Id) }),
  lane,
  refs,
  apply: ({ id, stage, before }, context) =>
    edit(id, context, (pipeline) => {
      if (pipeline.stages.some((other) => other.id === stage.id)) return pipeline
      return { ...pipeline, stages: insertedBefore(pipeline.stages, { ...stage, heirId: null }, before) }
    }),
})

export const editStage = command({
  args: v.object({ id: Id, stageId: Id, fields: v.partial(v.object({ name: PipelineName, colour: StageColour })) }),
  lane,
  refs,
  apply: ({ id, stageId, fields }, context) => editOne(id, stageId, context, (stage) => ({ ...stage, ...fields })),
})

/** @param before the stage that it is to stand before; null: at the end. */
export const moveStage = command({
  args: v.object({ id: Id, stageId: Id, before: v.nullable(Id) }),
  lane,
  refs,
  apply: ({ id, stageId, before }, context) =>
    edit(id, context, (pipeline) => {
      const moved = pipeline.stages.find((stage) => stage.id === stageId)
      if (!moved || stageId === before) return pipeline
      const others = pipeline.stages.filter((stage) => stage !== moved)
      return { ...pipeline, stages: insertedBefore(others, moved, before) }
    }),
})

/** Takes a stage away; its cards stand in the column of its heir, of the same kind. `heirId` null brings it back. */
export const removeStage = command({
  args: v.object({ id: Id, stageId: Id, heirId: v.nullable(Id) }),
  lane,
  refs,
  apply: ({ id, stageId, heirId }, context) => editOne(id, stageId, context, (stage) => ({ ...stage, heirId })),
})

function edit(id: Id, { world, actor }: CommandContext, how: (pipeline: Pipeline) => Pipeline): Outcome {
  if (!canAdminister(actor.role)) return rejected('forbidden')
  const pipeline = world.get('pipeline', id)
  if (!pipeline) return rejected('not-found')
  const edited = how(pipeline)
  if (JSON.stringify(edited) === JSON.stringify(pipeline)) return NOTHING
  return isSound(edited) ? done(change('pipeline', edited)) : rejected('invalid')
}

function editOne(id: Id, stageId: Id, context: CommandContext, how: (stage: Stage) => Stage): Outcome {
  const pipeline = context.world.get('pipeline', id)
  if (pipeline && !pipeline.stages.some((stage) => stage.id === stageId)) return rejected('not-found')
  return edit(id, context, (found) => ({ ...found, stages: found.stages.map((stage) => (stage.id === stageId ? how(stage) : stage)) }))
}

function insertedBefore(stages: readonly Stage[], stage: Stage, before: Id | null): Stage[] {
  const at = before === null ? -1 : stages.findIndex(({ id }) => id === before)
  return at < 0 ? [...stages, stage] : [...stages.slice(0, at), stage, ...stages.slice(at)]
}

/** Devices can read it, a card can begin in it, and cards of a removed stage stand in one of its kind. */
function isSound(pipeline: Pipeline): boolean {
  const live = liveStages(pipeline)
  const byId = new Map(pipeline.stages.map((stage) => [stage.id, stage]))
  return (
    v.is(Pipeline, pipeline) &&
    byId.size === pipeline.stages.length &&
    live.some(({ kind }) => kind === 'open') &&
    pipeline.stages.every(({ id, kind, heirId }) => heirId === null || (heirId !== id && leadsTo(byId, heirId)?.kind === kind))
  )
}

/** The live stage at the end of the heirs. */
function leadsTo(byId: ReadonlyMap<Id, Stage>, id: Id): Stage | undefined {
  const passed = new Set<Id>()
  let stage = byId.get(id)
  while (stage && stage.heirId !== null) {
    if (passed.has(stage.id)) return undefined
    passed.add(stage.id)
    stage = byId.get(stage.heirId)
  }
  return stage
}
