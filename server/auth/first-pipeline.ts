import { newId } from '#shared/domain/id'
import { FIRST_STAGES, type Pipeline } from '#shared/domain/pipeline'
import type { FirstWords } from './first-words'

/** What a workspace begins with; its names are the owner's to change. */
export const firstPipeline = ({ pipeline, stages }: FirstWords, now: number): Pipeline => ({
  id: newId(),
  name: pipeline,
  stages: FIRST_STAGES.map(({ key, colour, kind }) => ({ id: newId(), name: stages[key], colour, kind, heirId: null })),
  isRemoved: false,
  createdAt: now,
})
