import { language } from '../i18n/i18n'
import { clockTime, moment } from './dates'

/** The time of day; date and time in full for the pointer. Written when it comes: nobody points at most of forty messages. */
export function ClockTime(props: { at: number }) {
  return (
    <time
      onPointerEnter={(event) => {
        event.currentTarget.title = moment(props.at, language())
      }}
    >
      {clockTime(props.at, language())}
    </time>
  )
}
