/** An account at an SMS operator as a channel: over SMPP, at TurboSMS, or at any provider that is asked by web requests. */
import * as v from 'valibot'
import { SmppSettings, SmsSecrets } from '#shared/domain/sms-account'
import { type Connector, connector } from '../connector'
import { httpSms } from './http-gateway'
import { checkSmpp, connectSmpp } from './smpp'
import type { SmppTimes } from './smpp-session'
import { turboSms } from './turbosms'

const Way = v.object({ via: v.optional(v.picklist(['smpp', 'turbosms', 'http']), 'smpp') })

export function createSmsConnector({ times }: { times?: SmppTimes } = {}): Connector {
  const ways = { smpp: smpp(times), turbosms: turboSms(), http: httpSms() }
  return {
    kind: 'sms',
    account(given) {
      const way = v.safeParse(Way, given.settings)
      return way.success ? ways[way.output.via].account(given) : null
    },
  }
}

const smpp = (times: SmppTimes | undefined): Connector =>
  connector({
    kind: 'sms',
    settings: SmppSettings,
    secrets: SmsSecrets,
    check: ({ settings, secrets }) => checkSmpp({ settings, ...secrets }, times),
    connect: ({ settings, secrets }, services) => connectSmpp({ settings, ...secrets }, services, times),
  })
