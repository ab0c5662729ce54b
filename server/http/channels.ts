import { type Access, signedIn } from '../auth/access'
import { fail, json } from './answers'
import type { Route } from './listen'
import type { HttpRequest } from './port'

/** @param addressOf scheme and host under which the caller reached us. */
export function channelRoutes({ who, roster }: Pick<Access, 'who' | 'roster'>, addressOf: (request: HttpRequest) => string): Route[] {
  return [
    { method: 'GET', path: '/api/channels', handler: signedIn(who, () => json({ channels: roster.list('channel') })) },
    {
      method: 'GET',
      /** The line that a shop pastes into its pages. */
      path: '/api/channels/:id/embed',
      handler: signedIn(who, (request) => {
        const channel = roster.get('channel', request.params.id ?? '')
        if (channel?.kind !== 'widget') return fail(404, 'not-found', 'There is no such website channel')
        return json({ snippet: `<script src="${addressOf(request)}/widget.js" data-channel="${channel.id}" async></script>` })
      }),
    },
  ]
}
