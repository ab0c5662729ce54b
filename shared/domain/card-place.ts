import * as v from 'valibot'
import { Id } from './id'

/** Where a card stands. */
export const CardPlace = v.object({ pipelineId: Id, stageId: Id })
export type CardPlace = v.InferOutput<typeof CardPlace>

/** What of a card can be edited. */
export const CARD_FIELDS = ['title', 'lines', 'managerId', 'comment'] as const
export const CardField = v.picklist(CARD_FIELDS)
export type CardField = v.InferOutput<typeof CardField>
