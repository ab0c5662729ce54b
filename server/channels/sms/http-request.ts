/** An SMS as the request that an administrator has described. Pure. */
import type { HttpSmsSettings } from '#shared/domain/sms-account'
import { filled, type SmsPlace } from '#shared/domain/sms-template'
import type { ProviderRequest } from './http-call'

export type Places = Readonly<Record<SmsPlace, string>>

export function requestOf(settings: HttpSmsSettings, places: Places): ProviderRequest {
  const { body, method, url, template } = settings
  const headers = headersOf(settings, places)
  const request = { url: filled(url, places, encodeURIComponent), method }
  if (body === 'none') return { ...request, headers }
  const isJson = body === 'json'
  return {
    ...request,
    headers: { 'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded', ...headers },
    body: isJson ? JSON.stringify(withPlaces(JSON.parse(template), places)) : formOf(template, places),
  }
}

/** @returns null where the provider has no address that one may ask without sending anything. */
export function checkRequestOf(settings: HttpSmsSettings, places: Places): ProviderRequest | null {
  if (settings.checkUrl === '') return null
  return { url: filled(settings.checkUrl, places, encodeURIComponent), method: 'GET', headers: headersOf(settings, places) }
}

function headersOf({ auth, user, headers }: HttpSmsSettings, places: Places): Readonly<Record<string, string>> {
  // The words and the number have no place in headers: they take no line breaks, and few letters.
  const plain = { ...places, text: '', to: '', digits: '' }
  const own = headers.split(/\r?\n/).flatMap((line) => {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? []
    return name === '' ? [] : [[name.trim().toLowerCase(), filled(value.trim(), plain)] as const]
  })
  if (auth === 'bearer') return { authorization: `Bearer ${places.key}`, ...Object.fromEntries(own) }
  if (auth === 'basic')
    return { authorization: `Basic ${Buffer.from(`${user}:${places.key}`).toString('base64')}`, ...Object.fromEntries(own) }
  return Object.fromEntries(own)
}

/** Filled in after the template is read, so that no words of anybody's can end a string of it. */
function withPlaces(value: unknown, places: Places): unknown {
  if (typeof value === 'string') return filled(value, places)
  if (Array.isArray(value)) return value.map((each) => withPlaces(each, places))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withPlaces(each, places)]))
}

function formOf(template: string, places: Places): string {
  const form = new URLSearchParams()
  for (const line of template.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*([^=]+?)\s*=(.*)$/.exec(line) ?? []
    if (name !== '') form.append(name, filled(value.trim(), places))
  }
  return form.toString()
}
