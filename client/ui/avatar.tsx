import { mergeProps } from 'solid-js'
import styles from './avatar.module.css'
import { hueOf, initials } from './initials'

export interface AvatarProps {
  /** Decides the colour. */
  id: string
  name: string
  /** Pixels. */
  size?: number
  /** Hover text; without it the avatar is decoration beside a name. */
  title?: string | undefined
}

/** A picture: its letters are drawn, and are no text of the button or the row it stands in. */
export function Avatar(props: AvatarProps) {
  const own = mergeProps({ size: 40 }, props)
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role and the name come together.
    <span
      class={styles.avatar}
      style={{ '--hue': hueOf(own.id), '--size': `${own.size}px` }}
      title={own.title}
      role={own.title ? 'img' : undefined}
      aria-label={own.title}
      aria-hidden={own.title ? undefined : 'true'}
      data-initials={initials(own.name)}
    />
  )
}
