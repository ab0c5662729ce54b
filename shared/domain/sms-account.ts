/** What Okno must know of an account at an SMS operator. Shared by the form that asks for it and the server that uses it. */
import * as v from 'valibot'
import { Host, Port } from './address'
import { isJson, WEB_ADDRESS, withoutPlaces } from './sms-template'

const Line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[\x20-\x7e]*$/))
const Optional = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '')

/** Who the SMS comes from: up to eleven letters, or a number. */
const SmsSender = v.pipe(Line(20), v.regex(/^[A-Za-z0-9 ._&-]{1,11}$|^\+?\d{3,15}$/))

export const SmppSettings = v.object({
  /** Accounts of before there was another way do not say. */
  via: v.optional(v.literal('smpp'), 'smpp'),
  host: Host,
  port: Port,
  security: v.picklist(['none', 'tls']),
  systemId: v.pipe(Line(15), v.minLength(1)),
  systemType: Line(12),
  sender: SmsSender,
  /** Ids in reports: as they were given, or in decimal where they were given in hexadecimal. */
  receipts: v.picklist(['same', 'decimal']),
})
export type SmppSettings = v.InferOutput<typeof SmppSettings>

export const SmsSecrets = v.object({ password: v.pipe(v.string(), v.minLength(1), v.maxLength(500)) })
export type SmsSecrets = v.InferOutput<typeof SmsSecrets>

/** Its letters go into headers. */
const Key = v.pipe(Line(500), v.minLength(1))

/** https://turbosms.ua/api.html */
export const TurboSmsSettings = v.object({
  via: v.literal('turbosms'),
  sender: SmsSender,
  turboServer: v.pipe(
    v.optional(v.pipe(v.string(), v.trim(), v.url(), v.regex(WEB_ADDRESS)), 'https://api.turbosms.ua'),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
})
export type TurboSmsSettings = v.InferOutput<typeof TurboSmsSettings>
export const TurboSmsSecrets = v.object({ key: Key })

const WebAddress = v.pipe(v.string(), v.url())
/** A web address with places in it that are filled in for each SMS. */
const AddressTemplate = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2000),
  v.regex(WEB_ADDRESS),
  v.check((url) => v.is(WebAddress, withoutPlaces(url))),
)
const OF_THE_CONNECTION = /^(?:host|connection|content-length|transfer-encoding|expect|upgrade)\s*:/im
/** Lines `Name: value`. Those that belong to the connection itself are not for templates to set. */
const HeaderLines = v.optional(
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(2000),
    v.regex(/^(?:[A-Za-z0-9-]+:[\x20-\x7e]*(?:\r?\n|$))*$/),
    v.check((lines) => !OF_THE_CONNECTION.test(lines)),
  ),
  '',
)

/** Any provider that takes an SMS as one web request: how it is asked, and how its answers and calls are to be read. */
export const HttpSmsSettings = v.pipe(
  v.object({
    via: v.literal('http'),
    sender: v.optional(v.union([v.literal(''), SmsSender]), ''),
    url: AddressTemplate,
    method: v.optional(v.picklist(['POST', 'GET']), 'POST'),
    body: v.optional(v.picklist(['json', 'form', 'none']), 'json'),
    /** JSON, or lines `name=value`. */
    template: Optional(4000),
    auth: v.optional(v.picklist(['bearer', 'basic', 'none']), 'bearer'),
    /** Of `basic`. */
    user: v.optional(Line(200), ''),
    headers: HeaderLines,
    /** Answers well to whoever has the right key, and sends nothing: the balance, mostly. */
    checkUrl: v.optional(v.union([v.pipe(v.string(), v.trim(), v.literal('')), AddressTemplate]), ''),
    /** Where in the answer it says how it went, and what it says when the SMS was taken. Empty: the whole answer; any. */
    okPath: Optional(200),
    okValues: Optional(500),
    idPath: Optional(200),
    errorPath: Optional(200),
    /** Where in a call of the provider's everything is; an empty one is not looked for. */
    hookFrom: Optional(200),
    hookText: Optional(200),
    hookId: Optional(200),
    receiptId: Optional(200),
    receiptState: Optional(200),
    deliveredValues: Optional(500),
    failedValues: Optional(500),
  }),
  // What is asked by its address alone has no body.
  v.transform((settings) => (settings.method === 'GET' ? { ...settings, body: 'none' as const } : settings)),
  v.check(({ body, template }) => body !== 'json' || isJson(template)),
)
export type HttpSmsSettings = v.InferOutput<typeof HttpSmsSettings>
