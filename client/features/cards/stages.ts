import type { CardPlace } from '#shared/domain/card-place'
import type { Id } from '#shared/domain/id'
import { liveStages, type Pipeline, type Stage, stageOf } from '#shared/domain/pipeline'

type Pipelines = readonly Pipeline[] | undefined

export const pipelineOf = (pipelines: Pipelines, id: Id): Pipeline | undefined => pipelines?.find((pipeline) => pipeline.id === id)

/** The stage in whose column a card of this place stands. */
export function currentStage(pipelines: Pipelines, { pipelineId, stageId }: CardPlace): Stage | undefined {
  const pipeline = pipelineOf(pipelines, pipelineId)
  return pipeline && stageOf(pipeline, stageId)
}

/** As it is called now, removed stages too. */
export function stageName(pipelines: Pipelines, { pipelineId, stageId }: CardPlace): string {
  return pipelineOf(pipelines, pipelineId)?.stages.find(({ id }) => id === stageId)?.name ?? '—'
}

/** Pipelines that take new cards. */
export const openPipelines = (pipelines: Pipelines): readonly Pipeline[] => (pipelines ?? []).filter(({ isRemoved }) => !isRemoved)

export const firstStage = (pipeline: Pipeline): Stage | undefined => liveStages(pipeline).find(({ kind }) => kind === 'open')

export const stageOfKind = (pipeline: Pipeline, kind: Stage['kind']): Stage | undefined =>
  liveStages(pipeline).find((stage) => stage.kind === kind)

export const stageColour = (stage: Pick<Stage, 'colour'> | undefined): string => `var(--stage-${stage?.colour ?? 'grey'})`
