/** What programs may call, in OpenAPI 3.1: served at `/api/openapi.json`, and read by a test against what is really answered. */
import { json } from './answers'
import type { Route } from './listen'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more })
const moment = { type: 'integer', description: 'Milliseconds since 1970, UTC' }
const body = (schema: object) => ({ required: true, content: { 'application/json': { schema } } })
const answer = (description: string, schema?: object) => ({
  description,
  ...(schema ? { content: { 'application/json': { schema } } } : {}),
})
const signedHeaders = ['X-Okno-Timestamp', 'X-Okno-Signature'].map((name) => ({
  in: 'header',
  name,
  required: true,
  schema: { type: 'string' },
  description:
    name === 'X-Okno-Timestamp'
      ? 'Seconds since 1970, UTC; at most five minutes from now'
      : '`v1=` and the hex HMAC-SHA256 of `<timestamp>.<body>` under the channel’s secret',
}))

const event = (type: string, properties: object, required: readonly string[]) => ({
  type: 'object',
  required: ['type', ...required],
  properties: { type: { const: type }, ...properties },
})

const id = text('What the bridge calls the message; unique in the channel. The same id again changes nothing.', { maxLength: 200 })
const peer = ref('Peer')

export const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'Okno',
    version: '1',
    description: 'The open channel API: bring any channel into Okno. A working bridge: docs/channels/bridge.mjs.',
  },
  paths: {
    '/hooks/gateway/{channel}': {
      parameters: [{ in: 'path', name: 'channel', required: true, schema: { type: 'string' } }],
      post: {
        operationId: 'tell',
        summary: 'Tells Okno what has happened in the channel',
        parameters: signedHeaders,
        requestBody: body({
          oneOf: [
            ref('Event'),
            {
              type: 'object',
              required: ['events'],
              properties: { events: { type: 'array', items: ref('Event'), minItems: 1, maxItems: 100 } },
            },
          ],
        }),
        responses: {
          202: answer('Stored; told again, it is the same event', { type: 'object', properties: { taken: { type: 'integer' } } }),
          401: answer('The signature is missing, wrong, or older than five minutes', ref('Error')),
          404: answer('There is no such channel'),
          413: answer('The body is too large'),
          422: answer('Not an event; kept for administrators to see', ref('Error')),
        },
      },
      get: {
        operationId: 'file',
        summary: 'A file of an operator’s message, at the path that the message names; for an hour',
        parameters: ['file', 'until', 'signature'].map((name) => ({ in: 'query', name, required: true, schema: { type: 'string' } })),
        responses: { 200: answer('The bytes'), 404: answer('No such file, or the hour is over', ref('Error')) },
      },
    },
  },
  webhooks: {
    message: {
      post: {
        summary: 'An operator has written. Answer within 15 seconds; the same `id` may come again, and must be sent once.',
        parameters: signedHeaders,
        requestBody: body(ref('Outgoing')),
        responses: {
          200: answer('Sent. `id`: what the bridge calls it from now on', { type: 'object', properties: { id: { type: 'string' } } }),
          '4XX': answer('Not possible; `error` is shown to the operator', ref('Error')),
          429: answer('Later: after `Retry-After` seconds'),
          '5XX': answer('Tried again, six times in all'),
        },
      },
    },
    changed: {
      post: {
        summary: 'An operator has edited, taken back or reacted to a message: the state that it should have now',
        parameters: signedHeaders,
        requestBody: body({
          allOf: [
            ref('Outgoing'),
            {
              type: 'object',
              properties: {
                key: text('What the bridge calls the message'),
                direction: { enum: ['in', 'out'] },
                isDeleted: { type: 'boolean' },
                isEdited: { type: 'boolean' },
                reactions: { type: 'array', items: { type: 'string' } },
              },
            },
          ],
        }),
        responses: { 200: answer('Done') },
      },
    },
    ping: {
      post: {
        summary: 'Asked when the channel is connected, and every half minute',
        parameters: signedHeaders,
        responses: { 200: answer('Here'), 401: answer('The secret is another') },
      },
    },
  },
  components: {
    schemas: {
      Peer: {
        type: 'object',
        required: ['id'],
        properties: {
          id: text('Who writes; one person has one conversation', { maxLength: 200 }),
          name: text('As operators see them', { maxLength: 120 }),
          page: text('A page about them', { format: 'uri' }),
        },
      },
      File: {
        type: 'object',
        required: ['name'],
        properties: {
          name: text('With its extension'),
          url: text('Where Okno fetches it; up to 25 MB', { format: 'uri' }),
          base64: text('Or its bytes, when they are few'),
          size: { type: 'integer' },
        },
      },
      Event: {
        oneOf: [
          event(
            'message',
            {
              id,
              peer,
              from: { enum: ['customer', 'shop'], default: 'customer' },
              text: text('Up to 10 000 characters', { maxLength: 10_000 }),
              files: { type: 'array', items: ref('File'), maxItems: 10 },
              replyTo: text('Id of the message it answers'),
            },
            ['id', 'peer'],
          ),
          event('edited', { id, peer, text: { type: 'string' }, at: moment }, ['id', 'peer', 'text', 'at']),
          event('deleted', { id, peer, at: moment }, ['id', 'peer', 'at']),
          event('reaction', { id, peer, emojis: { type: 'array', items: { type: 'string' }, maxItems: 5 }, at: moment }, [
            'id',
            'peer',
            'emojis',
            'at',
          ]),
          event('status', { id, state: { enum: ['sent', 'delivered', 'read', 'failed'] }, error: text('Why it has failed') }, [
            'id',
            'state',
          ]),
        ],
      },
      Outgoing: {
        type: 'object',
        required: ['type', 'id', 'peer', 'text', 'files'],
        properties: {
          type: { type: 'string' },
          id: text('Okno’s name of the message'),
          peer: { type: 'object', properties: { id: { type: 'string' } } },
          author: text('The operator’s name'),
          text: { type: 'string' },
          at: moment,
          replyTo: { type: ['string', 'null'] },
          files: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                name: { type: 'string' },
                mime: { type: 'string' },
                size: { type: 'integer' },
                path: text('On Okno’s own address; good for an hour'),
              },
            },
          },
        },
      },
      Error: { type: 'object', properties: { error: { type: 'string' } } },
    },
  },
} as const

export const openApiRoute: Route = { method: 'GET', path: '/api/openapi.json', handler: () => json(OPENAPI) }
