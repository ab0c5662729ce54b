/** An account at an SMS operator as a channel. */
import { SmppSettings, SmsSecrets } from '#shared/domain/sms-account'
import { type Connector, connector } from '../connector'
import { checkSmpp, connectSmpp } from './smpp'
import type { SmppTimes } from './smpp-session'

export const createSmsConnector = ({ times }: { times?: SmppTimes } = {}): Connector =>
  connector({
    kind: 'sms',
    settings: SmppSettings,
    secrets: SmsSecrets,
    check: ({ settings, secrets }) => checkSmpp({ settings, ...secrets }, times),
    connect: ({ settings, secrets }, services) => connectSmpp({ settings, ...secrets }, services, times),
  })
