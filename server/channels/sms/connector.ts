/** An account at an SMS operator as a channel: over SMPP, at TurboSMS, or at any provider that is asked by web requests. */
import * as v from 'valibot'
import { SmppSettings, SmsSecrets } from '#shared/domain/sms-account'
import { type Connector, connector } from '../connector'
import { httpSms } from './http-gateway'
import { checkSmpp, connectSmpp } from './smpp'
import type { SmppTimes } from './smpp-session'
import { turboSms } from './turbosms'

const Way = v.object({ via: v.optional(v.picklist(['smpp', 'turbosms', 'http']), 'smpp') })

export interface SmsOptions {
  readonly times?: SmppTimes
  /** Certificates believed beside the usual ones: of a server of one's own. */
  readonly ca?: string
}

export function createSmsConnector(options: SmsOptions = {}): Connector {
  const ways = { smpp: smpp(options), turbosms: turboSms(), http: httpSms() }
  return {
    kind: 'sms',
    account(given) {
      const way = v.safeParse(Way, given.settings)
      return way.success ? ways[way.output.via].account(given) : null
    },
  }
}

function smpp({ times, ca }: SmsOptions): Connector {
  const own = ca ? { ca } : {}
  return connector({
    kind: 'sms',
    settings: SmppSettings,
    secrets: SmsSecrets,
    check: ({ settings, secrets }) => checkSmpp({ settings, ...secrets, ...own }, times),
    connect: ({ settings, secrets }, services) => connectSmpp({ settings, ...secrets, ...own }, services, times),
  })
}
