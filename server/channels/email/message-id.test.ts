import { describe, expect, test } from 'vitest'
import { answered, isOwn, messageIds, ownMessageId } from './message-id'

describe('the name of an e-mail', () => {
  test('[H10] is the same for every try, and known as ours', () => {
    const id = ownMessageId('Vx-1_aa', 'Shop@Example.com')
    expect(id).toBe('<okno.Vx-1_aa@example.com>')
    expect(isOwn(id)).toBe(true)
  })
  test.each(['<abc@example.com>', '<okno.@example.com>', 'okno.a@example.com', '<okno.a>', '<okno.a/b@x>', '<okno.a.b@x>'])(
    '[H10] of somebody else is not ours: %s',
    (id) => expect(isOwn(id)).toBe(false),
  )
})

describe('what an e-mail answers', () => {
  test('[H10] is read from headers that are folded, broken or full of rubbish', () => {
    expect(messageIds('<a@x>\r\n\t<b@x> not-an-id <c d@x> <e@x>')).toEqual(['<a@x>', '<b@x>', '<e@x>'])
    expect(messageIds('')).toEqual([])
    expect(messageIds('<'.repeat(100_000))).toEqual([])
    expect(messageIds('<a@x>'.repeat(1000))).toHaveLength(20)
  })
  test('[H10] is the nearest first, each once', () => {
    expect(answered(['<c@x>'], ['<a@x>', '<b@x>', '<c@x>'])).toEqual(['<c@x>', '<b@x>', '<a@x>'])
  })
})
