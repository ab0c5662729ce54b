import type { CommandArgs } from '#shared/commands/catalogue'
import type { Card } from '#shared/domain/card'
import type { CardPlace } from '#shared/domain/card-place'
import { positionBetween } from '#shared/domain/column-order'

/** Into a stage, on top of its column unless another place is meant. */
export const moveArgs = (
  { id, dialogId }: Pick<Card, 'id' | 'dialogId'>,
  { pipelineId, stageId }: CardPlace,
  position = positionBetween(null, null, Date.now()),
): CommandArgs<'card.move'> => ({ cardId: id, dialogId, pipelineId, stageId, position })
