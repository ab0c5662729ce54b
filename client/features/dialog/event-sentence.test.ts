import { describe, expect, it } from 'vitest'
import type { DialogEvent } from '#shared/domain/item'
import { en } from '../../i18n/en'
import { ru } from '../../i18n/ru'
import { uk } from '../../i18n/uk'
import { eventSentence } from './event-sentence'

const people: Record<string, string> = { m: 'Мария', o: 'Олег' }
const by = (actorId: string | null) => ({
  actorId,
  name: (id: string) => people[id] ?? '?',
  time: (at: number) => String(at),
  status: (status: string) => status,
  stage: ({ stageId }: { stageId: string }) => stageId,
})

const EVENTS: DialogEvent[] = [
  { type: 'started' },
  { type: 'assigned', from: null, to: 'm', byReply: true },
  { type: 'assigned', from: null, to: 'm', byReply: false },
  { type: 'assigned', from: 'm', to: 'o', byReply: false },
  { type: 'assigned', from: 'm', to: null, byReply: false },
  { type: 'closed' },
  { type: 'reopened', by: 'operator' },
  { type: 'reopened', by: 'message' },
  { type: 'reopened', by: 'reply' },
  { type: 'spam' },
  { type: 'unspam' },
  { type: 'renamed', from: 'Guest', to: 'Анна' },
  { type: 'phone-added', value: '+380671234567' },
  { type: 'customer-saved', customerId: 'k' },
  { type: 'customer-linked', customerId: 'k' },
  { type: 'customer-unlinked', customerId: 'k' },
  { type: 'phone-removed', value: '+380671234567' },
  { type: 'email-added', value: 'a@b.co' },
  { type: 'email-removed', value: 'a@b.co' },
  { type: 'snoozed', until: 1 },
  { type: 'unsnoozed', by: 'operator' },
  { type: 'unsnoozed', by: 'time' },
  { type: 'unsnoozed', by: 'message' },
  { type: 'scheduled', at: 1 },
  { type: 'unscheduled' },
  { type: 'held', why: 'answered' },
  { type: 'held', why: 'window-closed' },
  { type: 'order-created', orderId: 'o', number: 7 },
  { type: 'order-status', orderId: 'o', number: 7, from: 'new', to: 'shipped' },
  { type: 'card-created', cardId: 'k', title: 'Плед', to: { pipelineId: 'p', stageId: 'new' } },
  { type: 'card-moved', cardId: 'k', title: 'Плед', from: { pipelineId: 'p', stageId: 'new' }, to: { pipelineId: 'p', stageId: 'won' } },
  { type: 'card-edited', cardId: 'k', title: 'Плед', fields: ['title', 'lines'] },
  { type: 'card-removed', cardId: 'k', title: 'Плед', isRemoved: true },
  { type: 'card-removed', cardId: 'k', title: 'Плед', isRemoved: false },
]

describe.each([
  ['ru', ru],
  ['uk', uk],
  ['en', en],
])('[W2] system messages in %s', (_language, { dialog }) => {
  it('have a sentence of their own for every event', () => {
    const sentences = EVENTS.map((event) => eventSentence(event, by('m'), dialog.events))
    expect(new Set(sentences).size).toBe(EVENTS.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|\?/)
  })
})

it('[W2] say who, and to whom', () => {
  const say = (event: DialogEvent, actor: string | null) => eventSentence(event, by(actor), ru.dialog.events)
  expect(say({ type: 'assigned', from: null, to: 'o', byReply: false }, 'm')).toBe('Мария: ответственный — Олег')
  expect(say({ type: 'assigned', from: 'o', to: null, byReply: false }, 'm')).toBe('Мария: ответственный снят (Олег)')
  expect(say({ type: 'closed' }, null)).toBe('Okno: диалог закрыт')
  expect(say({ type: 'renamed', from: 'Гость', to: 'Анна' }, 'o')).toContain('«Гость» изменено на «Анна»')
})
