import { expect, test } from 'vitest'
import { clockOf, daysOf, fieldsOf, minutesOf } from './channel-rules'

const form = (fields: Record<string, string>) => {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}

test('[A4] times of the day are read and written as the browser’s field has them', () => {
  expect([0, 545, 1080].map(clockOf)).toEqual(['00:00', '09:05', '18:00'])
  expect(['00:00', '09:05', '18:00:00', '', 'x'].map(minutesOf)).toEqual([0, 545, 1080, null, null])
})

test('[A4] a day is open when it is ticked and both of its times are there', () => {
  expect(
    daysOf(form({ open0: 'on', from0: '09:00', to0: '18:00', from1: '09:00', to1: '18:00', open2: 'on', from2: '', to2: '18:00' })),
  ).toEqual([{ from: 540, to: 1080 }, null, null, null, null, null, null])
})

test('[A1] a form says everything that is set for a channel; an empty number is no limit', () => {
  const fields = fieldsOf(
    form({
      name: ' ',
      greeting: ' Вітаємо ',
      always: 'on',
      offHoursText: '',
      reopen: 'queue',
      autoCloseHours: '',
      queue: 'least-busy',
      capacity: '3',
      icon: 'gift',
      orderSource: ' Инстаграм ',
      pipelineId: 'sales',
    }),
    { name: 'Сайт' },
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
  expect(fieldsOf(form({ icon: 'skull', pipelineId: '' }), { name: 'Сайт' })).toMatchObject({
    icon: null,
    pipelineId: null,
    orderSource: '',
  })
})
