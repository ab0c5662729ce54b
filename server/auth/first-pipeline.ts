import { newId } from '#shared/domain/id'
import { FIRST_STAGES, type FirstStageKey, type Pipeline } from '#shared/domain/pipeline'

const NAMES: Readonly<Record<FirstStageKey, string>> = {
  new: 'Новая',
  working: 'В работе',
  payment: 'Ждём оплату',
  won: 'Успешно',
  lost: 'Отказ',
}

/** What a workspace begins with; its names are the owner's to change. */
export const firstPipeline = (now: number): Pipeline => ({
  id: newId(),
  name: 'Продажи',
  stages: FIRST_STAGES.map(({ key, colour, kind }) => ({ id: newId(), name: NAMES[key], colour, kind, heirId: null })),
  isRemoved: false,
  createdAt: now,
})
