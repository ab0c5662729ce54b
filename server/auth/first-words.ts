/** What a workspace says before its owner says something else, in the language of the one who sets it up. */
import * as v from 'valibot'
import type { FirstStageKey } from '#shared/domain/pipeline'

export const FirstLanguage = v.picklist(['ru', 'uk', 'en'])
export type FirstLanguage = v.InferOutput<typeof FirstLanguage>

export interface FirstWords {
  /** Of the chat on the shop's website. */
  readonly channel: string
  readonly greeting: string
  readonly pipeline: string
  readonly stages: Readonly<Record<FirstStageKey, string>>
}

export const FIRST_WORDS: Readonly<Record<FirstLanguage, FirstWords>> = {
  ru: {
    channel: 'Сайт',
    greeting: 'Здравствуйте! Чем можем помочь?',
    pipeline: 'Продажи',
    stages: { new: 'Новая', working: 'В работе', payment: 'Ждём оплату', won: 'Успешно', lost: 'Отказ' },
  },
  uk: {
    channel: 'Сайт',
    greeting: 'Вітаємо! Чим можемо допомогти?',
    pipeline: 'Продажі',
    stages: { new: 'Нова', working: 'У роботі', payment: 'Очікуємо оплату', won: 'Успішно', lost: 'Відмова' },
  },
  en: {
    channel: 'Website',
    greeting: 'Hello! How can we help?',
    pipeline: 'Sales',
    stages: { new: 'New', working: 'In progress', payment: 'Awaiting payment', won: 'Won', lost: 'Lost' },
  },
}
