import { dialogRow, tab } from './desk'
import { openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

test('[L2] a choice of filters is saved under a name, works offline and stands on the operator’s other devices', async ({
  okno,
  page,
  browser,
}) => {
  await past(okno, async ({ wrote, channel }) => {
    await wrote('Анна', ['сайт'])
    await wrote('Борис', ['почта'], { channelId: await channel('email', 'Почта магазина') })
  })
  await okno.signIn(page)
  await page.getByRole('button', { name: 'Каналы' }).click()
  await page.getByRole('dialog', { name: 'Каналы' }).getByRole('option', { name: 'Почта магазина' }).click()
  await page.keyboard.press('Escape')
  await expect(dialogRow(page, 'Анна')).toHaveCount(0)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Сохранённые фильтры' }).click()
  const panel = page.getByRole('dialog', { name: 'Сохранённые фильтры' })
  await panel.getByRole('textbox', { name: 'Название фильтра' }).fill('Только почта')
  await panel.getByRole('button', { name: 'Сохранить фильтр' }).click()
  await expect(panel.getByRole('button', { name: 'Только почта', exact: true })).toHaveAttribute('aria-current', 'true')
  await page.context().setOffline(false)

  const other = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await expect(dialogRow(other, 'Анна')).toBeVisible()
  await other.getByRole('button', { name: 'Сохранённые фильтры' }).click()
  await other.getByRole('button', { name: 'Только почта', exact: true }).click()
  await expect(dialogRow(other, 'Анна')).toHaveCount(0)
  await expect(dialogRow(other, 'Борис')).toBeVisible()
  await expect(tab(other, 'Открытые')).toHaveAttribute('aria-selected', 'true')

  await other.getByRole('button', { name: 'Сохранённые фильтры' }).click()
  await other.getByRole('button', { name: 'Удалить фильтр «Только почта»' }).click()
  await expect(
    page.getByRole('dialog', { name: 'Сохранённые фильтры' }).getByRole('button', { name: 'Только почта', exact: true }),
  ).toHaveCount(0)
})

test('[L2] a name that is being typed stays as another tab saves the same choice, and may replace its name', async ({
  okno,
  page,
  context,
}) => {
  await (await okno.visitor()).say('Есть ли чашки?')
  await okno.signIn(page)
  const panelOf = async (of: typeof page) => {
    await tab(of, 'Закрытые').click()
    await of.getByRole('button', { name: 'Сохранённые фильтры' }).click()
    return of.getByRole('dialog', { name: 'Сохранённые фильтры' })
  }
  const panel = await panelOf(page)
  const field = panel.getByRole('textbox', { name: 'Название фильтра' })
  await field.fill('Мой архив')
  const second = await context.newPage()
  await second.goto(okno.url)
  const other = await panelOf(second)
  await other.getByRole('textbox', { name: 'Название фильтра' }).fill('Закрытые чаты')
  await other.getByRole('button', { name: 'Сохранить фильтр' }).click()
  await expect(panel.getByRole('button', { name: 'Закрытые чаты', exact: true })).toBeVisible()
  await expect(field).toHaveValue('Мой архив')
  await expect(panel.getByText('уже сохранён как «Закрытые чаты»')).toBeVisible()
  await panel.getByRole('button', { name: 'Сохранить фильтр' }).click()
  await expect(panel.getByRole('button', { name: 'Мой архив', exact: true })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Закрытые чаты', exact: true })).toHaveCount(0)
  await expect(field).toHaveCount(0)
})
