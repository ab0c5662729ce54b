import { Buffer } from 'node:buffer'
import type { Scene } from './showcase'
import { makeSound } from './sound'

const LETTER = (cid: string) => `<!doctype html><html><head><style>h2{color:red}</style></head><body>
<p>Добрый день, Олена!</p>
<p>Спасибо за образцы. Для <b>готеля «Дім»</b> нам нужно:</p>
<table cellpadding="6" style="border-collapse:collapse;border:1px solid #c3cad8">
<tr style="background:#f2f4f9"><th align="left">Товар</th><th align="right">Шт.</th><th align="right">Цена</th></tr>
<tr><td>Комплект белья «Лён», евро</td><td align="right">24</td><td align="right">2 340 грн</td></tr>
<tr><td>Набор полотенец «Спа»</td><td align="right">48</td><td align="right">890 грн</td></tr>
</table>
<p>Цвет как на фото, молочный:</p>
<p><img src="cid:${cid}" width="320" alt="Образец ткани"></p>
<p>Счёт можно на ФОП. С уважением,<br>Роман Дзюба, <a href="https://dimhotel.example">dimhotel.example</a></p>
<img src="https://track.example/open.gif" width="1" height="1"><img src="https://cdn.example/logo.png" width="120" alt="Дім">
<div class="gmail_quote"><div>ср, 13 мая 2026 г., 11:20 Тёплый дом &lt;hello@teplo.example&gt; пишет:</div>
<blockquote>Роман, добрый день! Образцы отправили Новой почтой, будут завтра.<br>Ждём от вас количество и цвет.</blockquote></div>
</body></html>`

const LETTER_TEXT = `Добрый день, Олена!

Спасибо за образцы. Для готеля «Дім» нам нужно: комплект белья «Лён», евро, 24 шт.; набор полотенец «Спа», 48 шт.
Счёт можно на ФОП. С уважением, Роман Дзюба

ср, 13 мая 2026 г., 11:20 Тёплый дом <hello@teplo.example> пишет:
> Роман, добрый день! Образцы отправили Новой почтой, будут завтра.
> Ждём от вас количество и цвет.`

/** Stickers, a place, a person, a voice, changed words, reactions. */
export async function playTelegram(scene: Scene): Promise<void> {
  const { ms, wave, bytes } = makeSound(9)
  await scene.hear(58, { key: 't1', text: 'Добрий день! Чи є плед «Карпати» у молочному?' })
  const offer = await scene.answer(56, 2, { text: 'Добрий день, Соломіє! Так, є два. Ціна 1 450 грн, відправимо сьогодні.' })
  await scene.become(55, { itemId: offer }, { emojis: ['❤️'] })
  await scene.act(54, 2, 'message.edit', ({ dialogId }) => ({
    dialogId,
    itemId: offer,
    text: 'Добрий день, Соломіє! Так, є три. Ціна 1 350 грн за знижкою, відправимо сьогодні.',
    seenText: 'Добрий день, Соломіє! Так, є два. Ціна 1 450 грн, відправимо сьогодні.',
  }))
  await scene.hear(50, { key: 't2', content: { type: 'sticker', emoji: '🥰' } })
  await scene.hear(49, { key: 't3', text: 'Беру два' })
  const voice = await scene.file(bytes, { name: 'voice.wav', mime: 'audio/wav', voice: { ms, wave } })
  await scene.hear(47, { key: 't4', attachments: [voice] })
  await scene.hear(45, {
    key: 't5',
    content: { type: 'location', latitude: 49.83968, longitude: 24.02972, title: 'Нова пошта №12', address: 'Львів, вул. Городоцька, 18' },
  })
  await scene.hear(44, {
    key: 't6',
    content: { type: 'contact', name: 'Остап Стець', phones: ['+380 67 555 12 34'], emails: ['ostap@example.com'] },
    text: '',
  })
  await scene.hear(43, { key: 't7', text: 'Це чоловік, він забере', replyTo: 't6' })
  await scene.answer(40, 2, { text: 'Чудово, запишемо Остапа отримувачем. Два пледи, разом 2 700 грн.', replyTo: 't3' })
  await scene.act(39, 2, 'message.react', ({ dialogId }) => ({ dialogId, itemId: scene.itemOf('t7'), emojis: ['👍'] }))
  await scene.become(34, { key: 't3' }, { edited: 'Беру три' })
  await scene.hear(33, { key: 't8', text: 'Передумала: три, і можна без коробки?' })
  await scene.hear(32, { key: 't9', text: 'або ні, не треба' })
  await scene.become(31, { key: 't9' }, { deleted: true })
}

/** A letter with a table, a picture inside it, foreign pictures, a quote, and documents. */
export async function playEmail(scene: Scene): Promise<void> {
  const picture = await scene.picture('sample.png')
  const html = await scene.file(Buffer.from(LETTER('fabric@dim')), { name: 'letter.html', mime: 'text/html' })
  const estimate = await scene.file(Buffer.from('%PDF-1.4\n%sample\n'), { name: 'Смета, май 2026.pdf', mime: 'application/pdf' })
  const sheet = await scene.file(Buffer.from('sku;qty\nlen-euro;24\nspa;48\n'), { name: 'Заказ.csv', mime: 'text/csv' })
  await scene.hear(95, {
    key: 'e1',
    text: LETTER_TEXT,
    attachments: [picture, estimate, sheet],
    content: { type: 'email', subject: 'Re: Образцы тканей для готеля', html, inline: [{ cid: 'fabric@dim', id: picture.id }] },
  })
  await scene.answer(80, 0, {
    text: 'Роман, добрый день! Всё в наличии. Счёт со скидкой 18% пришлю в течение часа. Отправка в среду.',
  })
}

/** A comment under a post, pictures side by side, a message taken back by the shop. */
export async function playInstagram(scene: Scene): Promise<void> {
  const picture = await scene.picture('post.png')
  const post = {
    text: 'Новая коллекция пледов «Карпаты»: пять цветов, шерсть мериноса. Какой выбрали бы вы?',
    url: 'https://instagram.example/p/teplo',
    picture,
  }
  await scene.hear(190, {
    key: 'i1',
    text: 'Сколько стоит терракотовый? И есть ли доставка в Польшу?',
    content: { type: 'comment', post, privateUntil: scene.now + 6 * 24 * 60 * 60_000 },
  })
  const mistake = await scene.answer(185, 4, { text: 'Здравствуйте! 990 грн.' })
  await scene.act(184, 4, 'message.react', ({ dialogId }) => ({ dialogId, itemId: scene.itemOf('i1'), emojis: ['❤️'] }))
  await scene.answer(183, 4, { text: 'Здравствуйте! Терракотовый 1 390 грн, доставка в Польшу 6–8 дней, 320 грн.' })
  await scene.become(180, { itemId: mistake }, { emojis: ['😮'] })
  const room = [await scene.picture('room-1.png'), await scene.picture('room-2.png'), await scene.picture('room-3.png')]
  await scene.hear(170, { key: 'i2', text: 'Подойдёт к такой комнате?', attachments: room })
}
