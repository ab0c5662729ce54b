import { expect, test } from 'vitest'
import { clockOf, draftOf, minutesOf, readDraft } from './channel-rules'

const site = { name: 'Сайт', greeting: '' }
const empty = draftOf(site)

test('[A4] times of the day are read and written as the browser’s field has them', () => {
  expect([0, 545, 1080].map(clockOf)).toEqual(['00:00', '09:05', '18:00'])
  expect(['00:00', '09:05', '18:00:00', '', 'x'].map(minutesOf)).toEqual([0, 545, 1080, null, null])
})

test('[A4] a day is open when it is ticked and both of its times are there', () => {
  const days = [
    { isOpen: true, from: '09:00', to: '18:00' },
    { isOpen: false, from: '09:00', to: '18:00' },
    { isOpen: true, from: '', to: '18:00' },
  ]
  expect(readDraft({ ...empty, hours: { isAlways: false, zone: ' Europe/Kyiv', days } }, site).hours).toEqual({
    zone: 'Europe/Kyiv',
    days: [{ from: 540, to: 1080 }, null, null],
  })
})

test('[A1] a draft says everything that is set for a channel; an empty number is no limit', () => {
  const fields = readDraft(
    {
      ...empty,
      name: ' ',
      icon: 'gift',
      greeting: ' Вітаємо ',
      reopen: 'queue',
      queue: { how: 'least-busy', capacity: '3' },
      orderSource: ' Инстаграм ',
      pipelineId: 'sales',
    },
    site,
  )
  expect(fields).toEqual({
    name: 'Сайт',
    greeting: 'Вітаємо',
    hours: null,
    offHoursText: '',
    reopen: 'queue',
    autoCloseHours: null,
    queue: { how: 'least-busy', capacity: 3 },
    icon: 'gift',
    orderSource: 'Инстаграм',
    pipelineId: 'sales',
  })
  expect(readDraft(draftOf(fields), site)).toEqual(fields)
  expect(readDraft(empty, site)).toMatchObject({ icon: null, pipelineId: null, orderSource: '' })
})
