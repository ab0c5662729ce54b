import Copy from 'lucide-solid/icons/copy'
import MapPin from 'lucide-solid/icons/map-pin'
import { Show } from 'solid-js'
import type { Content } from '#shared/domain/content'
import { language, t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { copyText } from '../clipboard'
import styles from './location-card.module.css'
import { mapAddress, placeText } from './place'

/** A place. Drawn here, without tiles of others: whoever opens the map decides to tell the map's owner. */
export function LocationCard(props: { place: Extract<Content, { type: 'location' }> }) {
  return (
    <div class={styles.card}>
      <a class={styles.map} href={mapAddress(props.place)} target="_blank" rel="noopener noreferrer" aria-label={t().chat.content.openMap}>
        <span class={styles.pin}>
          <MapPin size={26} aria-hidden="true" />
        </span>
        <span class={styles.open}>{t().chat.content.openMap}</span>
      </a>
      <div class={styles.foot}>
        <div class={styles.words}>
          <strong class={styles.title}>{props.place.title || t().chat.content.location}</strong>
          <Show when={props.place.address}>
            <span>{props.place.address}</span>
          </Show>
          <span class={styles.degrees}>{placeText(props.place, language())}</span>
        </div>
        <IconButton
          label={t().chat.content.copyPlace}
          icon={Copy}
          size={16}
          tip="none"
          onClick={() => void copyText(`${props.place.latitude}, ${props.place.longitude}`, t().chat.content.placeCopied)}
        />
      </div>
    </div>
  )
}
