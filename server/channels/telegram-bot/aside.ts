/** What an update asks for beside being kept: groups are refused politely, pressed buttons are answered, links are remembered. */
import type { ConnectionServices } from '../connector'
import type { BotApi } from './api'
import { isPrivate } from './keys'
import { businessMemo } from './send'
import type { Update } from './update'

const REFUSALS: Readonly<Record<string, string>> = {
  ru: 'Я отвечаю только в личных сообщениях: напишите мне лично.',
  uk: 'Я відповідаю лише в особистих повідомленнях: напишіть мені особисто.',
  en: 'I answer in private messages only: please write to me directly.',
}

export async function doAside(update: Update, { api, services }: { api: BotApi; services: ConnectionServices }): Promise<void> {
  const { memory, signal } = services
  const business = update.business_message
  if (business?.business_connection_id) {
    const memo = businessMemo(business.chat.id)
    const isKnown = (await memory.get(memo)) === business.business_connection_id
    if (!isKnown) await memory.set(memo, business.business_connection_id)
  }
  // Otherwise the customer's button turns for a minute.
  if (update.callback_query) await api.call('answerCallbackQuery', { callback_query_id: update.callback_query.id }, { signal })
  const joined = update.my_chat_member
  const isIn = joined !== undefined && ['member', 'administrator'].includes(joined.new_chat_member.status)
  if (!joined || isPrivate(joined.chat) || !isIn) return
  const text = REFUSALS[joined.from.language_code.slice(0, 2)] ?? REFUSALS.en
  if (joined.chat.type !== 'channel') await api.call('sendMessage', { chat_id: joined.chat.id, text }, { signal })
  await api.call('leaveChat', { chat_id: joined.chat.id }, { signal })
}
