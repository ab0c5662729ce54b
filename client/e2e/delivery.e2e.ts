import { connectVisitor } from '../../server/channels/widget/visitor-client'
import { message, openDialog, reply, timeline } from './desk'
import { expect, test } from './okno'
import { conversation, launcher, openChat, say } from './shop-page'

test('[W4] an answer goes from sent through delivered to read as the visitor comes to see it', async ({ okno, page, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Когда доставка?')
  visitor.close()
  await okno.signIn(page)
  await openDialog(page, 'Когда доставка?')
  await reply(page, 'Завтра до обеда')
  await expect(message(page, 'Завтра до обеда').getByText('отправлено')).toHaveCount(1)

  const { token } = visitor.welcome
  const back = await connectVisitor({ origin: okno.url, channelId: await okno.channelId(), token })
  const [answer] = back.welcome.messages.filter(({ from }) => from === 'operator')
  const ids = answer ? [answer.id] : []
  expect(ids).toHaveLength(1)
  back.send({ t: 'seen', ids, state: 'delivered' })
  await expect(message(page, 'Завтра до обеда').getByText('доставлено')).toHaveCount(1)
  back.send({ t: 'seen', ids, state: 'read' })
  await expect(message(page, 'Завтра до обеда').getByText('прочитано')).toHaveCount(1)
  // Late news of an earlier state does not take it back.
  back.send({ t: 'seen', ids, state: 'delivered' })
  await back.say('Понял')
  await expect(message(page, 'Понял')).toBeVisible()
  await expect(message(page, 'Завтра до обеда').getByText('прочитано')).toHaveCount(1)
  back.close()

  // A browser: delivered while its chat is folded, read when it is opened.
  const shopper = await (await browser.newContext()).newPage()
  await shopper.goto(`${okno.url}/demo`)
  await openChat(shopper)
  await say(shopper, 'Я смотрю другую страницу')
  await shopper.keyboard.press('Escape')
  await openDialog(page, 'Я смотрю другую страницу')
  await reply(page, 'Мы подождём')
  await expect(message(page, 'Мы подождём').getByText('доставлено')).toHaveCount(1)
  await expect(launcher(shopper)).toHaveAccessibleName('Открыть чат, непрочитанных: 1')
  await launcher(shopper).click()
  await expect(conversation(shopper).getByText('Мы подождём')).toBeVisible()
  await expect(message(page, 'Мы подождём').getByText('прочитано')).toHaveCount(1)
  await expect(timeline(page).getByText('не отправлено')).toHaveCount(0)
  await shopper.context().close()
})
