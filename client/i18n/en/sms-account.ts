import type { smsAccount as ru } from '../ru/sms-account'

export const smsAccount: typeof ru = {
  via: {
    label: 'How to send',
    choices: { smpp: 'Straight at the operator (SMPP)', turbosms: 'TurboSMS', http: 'Another provider (web requests)' },
  },
  host: { label: 'Operator’s server', hint: 'SMPP. The operator or SMS aggregator gives address, port and access.' },
  port: { label: 'Port' },
  security: { label: 'Encryption', choices: { none: 'None', tls: 'TLS' } },
  systemId: { label: 'System ID' },
  password: { label: 'SMPP password' },
  sender: { label: 'Sender', hint: 'A name of up to 11 Latin letters, or a number. Customers cannot answer a name.' },
  systemType: { label: 'System type', hint: 'Only if the operator has named one.' },
  receipts: {
    label: 'Ids in delivery reports',
    hint: 'Try decimal if messages stay “sent” for ever.',
    choices: { same: 'As when sent', decimal: 'Decimal' },
  },
  key: { label: 'Provider’s key', hint: 'The key or token of your account: at TurboSMS, Settings → API → HTTP API.' },
  turboServer: { label: 'TurboSMS server', hint: 'Leave as it is.' },
  url: {
    label: 'Address to send to',
    hint: 'We put in: {to} the number with a plus, {digits} without, {text} the text, {sender} the sender, {key} the key, {id} our id of the message.',
  },
  method: { label: 'Method', choices: { POST: 'POST', GET: 'GET: all in the address' } },
  body: { label: 'Body of the request', choices: { json: 'JSON', form: 'Form', none: 'Empty' } },
  template: {
    label: 'Template of the body',
    hint: 'JSON, or lines name=value; takes the same as the address, and {hook}, the address for notifications.',
  },
  auth: {
    label: 'How the key is given',
    choices: { bearer: 'Authorization: Bearer', basic: 'Name and key (Basic)', none: 'I write {key} myself' },
  },
  user: { label: 'User name at the provider' },
  headers: { label: 'Other headers', hint: 'Lines such as X-Api-Key: {key}. May be left empty.' },
  checkUrl: {
    label: 'Address to check at',
    hint: 'A request that sends nothing, such as the balance. Without it only the line is checked.',
  },
  okPath: {
    heading: 'The provider’s answer',
    label: 'Where the result is',
    hint: 'A path in JSON, such as status or result[0].code. Empty: the beginning of the whole answer.',
  },
  okValues: { label: 'Which result means “taken”', hint: 'With commas, such as ok, 0. Empty: any 2xx answer.' },
  idPath: { label: 'Where the message’s id is', hint: 'A path such as messages[0].id. Delivery reports are known by it.' },
  errorPath: { label: 'Where the reason of a refusal is', hint: 'Operators are shown it.' },
  hookFrom: {
    heading: 'Incoming SMS and reports',
    label: 'Field with the customer’s number',
    hint: 'The address for the provider to send them to is under “Change access”, once connected.',
  },
  hookText: { label: 'Field with the text' },
  hookId: { label: 'Field with the incoming SMS’s id' },
  receiptId: { label: 'Field with the message’s id in a report' },
  receiptState: { label: 'Field with the state' },
  deliveredValues: { label: 'States that mean “delivered”' },
  failedValues: { label: 'States that mean “not delivered”' },
}
