import styles from './avatar.module.css'
import { hueOf, initials } from './initials'

export interface AvatarProps {
  /** Decides the colour. */
  id: string
  name: string
  /** Pixels; 40 unless told. */
  size?: number
  /** Hover text; without it the avatar is decoration beside a name. */
  title?: string | undefined
}

/** A picture: its letters are drawn, and are no text of the button or the row it stands in. */
export function Avatar(props: AvatarProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role and the name come together.
    <span
      class={styles.avatar}
      style={{ '--hue': hueOf(props.id), '--size': `${props.size ?? 40}px` }}
      title={props.title}
      role={props.title ? 'img' : undefined}
      aria-label={props.title}
      aria-hidden={props.title ? undefined : 'true'}
      data-initials={initials(props.name)}
    />
  )
}
