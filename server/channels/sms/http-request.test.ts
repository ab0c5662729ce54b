import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { HttpSmsSettings } from '#shared/domain/sms-account'
import { requestOf } from './http-request'

const places = {
  to: '+380671112233',
  digits: '380671112233',
  text: 'Лапки " і {key}\nновий рядок & ще',
  sender: 'Teplo',
  id: 'item-1',
  key: 'k&y',
  hook: 'https://okno.example/hooks/sms/c?key=s',
}
const settings = (more: object) => v.parse(HttpSmsSettings, { via: 'http', url: 'https://sms.example/send', body: 'none', ...more })

describe('[H9] an SMS as the request that an administrator has described', () => {
  test('as JSON: words stay words, whatever is in them', () => {
    const template = '{"to": ["{to}"], "sms": {"text": "{text}", "from": "{sender}", "n": 1}, "dlr": "{hook}"}'
    const { headers, body } = requestOf(settings({ body: 'json', template }), places)
    expect(JSON.parse(body ?? '')).toEqual({
      to: ['+380671112233'],
      sms: { text: places.text, from: 'Teplo', n: 1 },
      dlr: places.hook,
    })
    expect(headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer k&y' })
  })

  test('as a form, and in the address', () => {
    const form = requestOf(settings({ body: 'form', template: 'phone={digits}\n text = {text}\n\nbad line', auth: 'none' }), places)
    expect([...new URLSearchParams(form.body)]).toEqual([
      ['phone', '380671112233'],
      ['text', places.text],
    ])
    expect(form.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
    const url = 'http://127.0.0.1:13013/cgi-bin/sendsms?username=okno&password={key}&to={to}&text={text}&coding=2&charset=UTF-8'
    const kannel = requestOf(settings({ url, method: 'GET', auth: 'none' }), places)
    expect(Object.fromEntries(new URL(kannel.url).searchParams)).toMatchObject({ password: 'k&y', to: '+380671112233', text: places.text })
    expect(kannel.body).toBeUndefined()
  })

  test('who we are: as a bearer, by a name and a key, or in a header of the provider’s own', () => {
    expect(requestOf(settings({ auth: 'basic', user: 'shop' }), places).headers.authorization).toBe(`Basic ${btoa('shop:k&y')}`)
    expect(requestOf(settings({ auth: 'none', headers: 'X-Api-Key: {key}\r\nX-Ref: {id}{text}' }), places).headers).toEqual({
      'x-api-key': 'k&y',
      'x-ref': 'item-1',
    })
  })

  test('what cannot be a request is refused before it is kept', () => {
    for (const wrong of [
      { url: 'ftp://sms.example' },
      { url: 'https://' },
      { body: 'json', template: '{"to": {to}}' },
      { body: 'json', template: '' },
      { headers: 'no colon' },
      { headers: 'X-A: 1\nHost: other' },
      { headers: 'Transfer-Encoding: chunked' },
      { sender: 'Кирилиця' },
    ])
      expect(v.safeParse(HttpSmsSettings, { via: 'http', url: 'https://sms.example/send', body: 'none', ...wrong }).success).toBe(false)
  })
})
