import { type Access, administrator } from '../auth/access'
import { fail, json } from '../http/answers'
import type { Route } from '../http/listen'
import type { Log } from '../log'
import { type EraseDeps, erasePerson } from './erase'
import { exportPerson } from './export'

/** What a person may ask of the shop: all that is known of them, and that nothing be known any more. */
export function privacyRoutes(options: EraseDeps & { access: Pick<Access, 'who'>; log: Log; clock: () => number }): Route[] {
  const { access, log, clock } = options
  return [
    {
      method: 'GET',
      path: '/api/customers/:id/data',
      handler: administrator(access.who, async ({ params }) => {
        const data = await exportPerson(options, params.id ?? '', clock())
        return data ? json(data) : fail(404, 'not-found', 'There is no such customer')
      }),
    },
    {
      method: 'POST',
      path: '/api/customers/:id/erase',
      handler: administrator(access.who, async ({ params }, { operator }) => {
        const id = params.id ?? ''
        const erased = await erasePerson(options, id)
        if (!erased) return fail(404, 'not-found', 'There is no such customer')
        log.info('privacy.erased', { customer: id, by: operator.id })
        return json({ ...erased, at: clock() })
      }),
    },
  ]
}
