import { describe, expect, test } from 'vitest'
import { bindBody, COMMAND, encodePdu, isReceipt, MAX_PDU_BYTES, parseDelivery, receiptText, responseId, submitBody, takePdus } from './pdu'

const link = encodePdu({ command: COMMAND.enquireLink, sequence: 7 })

describe('a stream of PDUs', () => {
  test('[H9] is taken apart wherever the network has cut it', () => {
    const stream = Buffer.concat([link, encodePdu({ command: COMMAND.nack, status: 3, sequence: 8, body: Buffer.from('x') }), link])
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const first = takePdus(stream.subarray(0, cut))
      const second = takePdus(Buffer.concat([first.rest, stream.subarray(cut)]))
      expect([...first.pdus, ...second.pdus].map(({ sequence }) => sequence)).toEqual([7, 8, 7])
    }
  })
  test('[H9] of another protocol, or with a PDU as long as the sea, is broken', () => {
    expect(takePdus(Buffer.from('HTTP/1.1 400 Bad Request')).isBroken).toBe(true)
    const length = (bytes: number) => {
      const head = Buffer.alloc(16)
      head.writeUInt32BE(bytes)
      return head
    }
    expect(takePdus(length(15)).isBroken).toBe(true)
    expect(takePdus(length(MAX_PDU_BYTES)).isBroken).toBe(false)
    expect(takePdus(length(MAX_PDU_BYTES + 1)).isBroken).toBe(true)
  })
})

test('[H9] a bind and an SMS have the bytes of the standard', () => {
  expect(bindBody({ systemId: 'shop', password: 'pw', systemType: '' })).toEqual(Buffer.from('shop\0pw\0\0\x34\0\0\0', 'latin1'))
  const body = submitBody({
    from: { ton: 5, npi: 0, digits: 'SHOP' },
    to: { ton: 1, npi: 1, digits: '380671112233' },
    coding: 8,
    hasHeader: true,
    receipt: 'both',
    bytes: Buffer.from([0x04, 0x16]),
  })
  expect(body).toEqual(Buffer.from('\0\x05\0SHOP\0\x01\x01380671112233\0\x40\0\0\0\0\x01\0\x08\0\x02\x04\x16', 'latin1'))
})

describe('what an operator brings', () => {
  const delivered = (esmClass: number, message: Buffer, parameters = Buffer.alloc(0)) =>
    Buffer.concat([
      Buffer.from(`\0\x01\x01380671112233\0\x05\0SHOP\0`, 'latin1'),
      Buffer.of(esmClass, 0, 0, 0, 0, 0, 0, 8, 0, message.length),
      message,
      parameters,
    ])

  test('[H9] is an SMS of a customer, or a receipt with what it is about', () => {
    expect(parseDelivery(delivered(0, Buffer.from([4, 0x16])))).toMatchObject({
      from: '380671112233',
      to: 'SHOP',
      coding: 8,
      receiptedId: null,
    })
    const parameters = Buffer.from('\x00\x1e\x00\x04abc\0\x04\x27\x00\x01\x02', 'latin1')
    expect(parseDelivery(delivered(4, Buffer.from('id:1'), parameters))).toMatchObject({ receiptedId: 'abc', messageState: 2 })
  })
  test('[H9] is a receipt by its mark, its parameters or its text, from whatever operator', () => {
    const text = Buffer.from('id:12F sub:001 dlvrd:001 submit date:2611201001 done date:2611201002 stat:DELIVRD err:000 text:hi')
    const wide = Buffer.from(text.toString('latin1'), 'utf16le').swap16()
    const parameters = Buffer.from('\x00\x1e\x00\x04abc\0\x04\x27\x00\x01\x02', 'latin1')
    const isOne = (...of: Parameters<typeof delivered>) => {
      const delivery = parseDelivery(delivered(...of))
      return delivery !== null && isReceipt(delivery)
    }
    expect([isOne(0x04, text), isOne(0x20, text), isOne(0, text), isOne(0, wide), isOne(0, Buffer.alloc(0), parameters)]).toEqual(
      Array(5).fill(true),
    )
    // What customers write, one after another, in parts too.
    for (const said of ['id:5 stat:DELIVRD', 'Де мій id:12F sub:001?', '']) expect(isOne(0, Buffer.from(said))).toBe(false)
    expect(isOne(0x40, Buffer.from([5, 0, 3, 7, 2, 1]))).toBe(false)
    expect(receiptText(wide)).toBe(text.toString('latin1'))
  })
  test('[H9] may have its text among the parameters', () => {
    expect(parseDelivery(delivered(0, Buffer.alloc(0), Buffer.from('\x04\x24\x00\x02\x04\x16', 'latin1')))?.bytes).toEqual(
      Buffer.from([4, 0x16]),
    )
  })
  test('[H9] cut off anywhere is nothing', () => {
    const whole = delivered(0, Buffer.from('text'))
    for (let length = 0; length < whole.length; length += 1) expect(parseDelivery(whole.subarray(0, length))).toBeNull()
    expect(responseId(Buffer.from('12f\0'))).toBe('12f')
    expect(responseId(Buffer.alloc(0))).toBe('')
  })
})
