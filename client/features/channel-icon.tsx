import Instagram from 'lucide-solid/icons/camera'
import Gift from 'lucide-solid/icons/gift'
import Globe from 'lucide-solid/icons/globe'
import Heart from 'lucide-solid/icons/heart'
import Mail from 'lucide-solid/icons/mail'
import Megaphone from 'lucide-solid/icons/megaphone'
import MessageCircle from 'lucide-solid/icons/message-circle'
import MessageSquareText from 'lucide-solid/icons/message-square-text'
import Phone from 'lucide-solid/icons/phone'
import Plug from 'lucide-solid/icons/plug'
import Send from 'lucide-solid/icons/send'
import ShoppingBag from 'lucide-solid/icons/shopping-bag'
import Star from 'lucide-solid/icons/star'
import Store from 'lucide-solid/icons/store'
import Truck from 'lucide-solid/icons/truck'
import Users from 'lucide-solid/icons/users'
import Wrench from 'lucide-solid/icons/wrench'
import type { Channel, ChannelIconName, ChannelKind } from '#shared/domain/channel'
import { Glyph } from '../ui/glyph'
import type { Icon } from '../ui/icon-button'
import styles from './channel-icon.module.css'

/** Plain signs in the vendors' colours; their logos are not ours to ship. */
const LOOKS = {
  widget: { icon: Globe, color: '#2456e6' },
  telegram_bot: { icon: Send, color: '#1b7fb5' },
  telegram_user: { icon: Send, color: '#1b7fb5' },
  viber_bot: { icon: Phone, color: '#6f4fd8' },
  viber_gateway: { icon: Phone, color: '#6f4fd8' },
  instagram: { icon: Instagram, color: '#c13584' },
  messenger: { icon: MessageCircle, color: '#0a6cdd' },
  whatsapp: { icon: Phone, color: '#12804a' },
  sms: { icon: MessageSquareText, color: '#5c677d' },
  email: { icon: Mail, color: '#a8551a' },
  prom: { icon: ShoppingBag, color: '#5b3fa0' },
  rozetka: { icon: ShoppingBag, color: '#18794e' },
  olx: { icon: ShoppingBag, color: '#17696f' },
  gateway: { icon: Plug, color: '#5c677d' },
} satisfies Record<ChannelKind, { icon: Icon; color: string }>

/** What an administrator may choose instead; the colour stays, so that one knows the kind by it. */
const SIGNS = {
  store: Store,
  bag: ShoppingBag,
  gift: Gift,
  truck: Truck,
  wrench: Wrench,
  heart: Heart,
  star: Star,
  megaphone: Megaphone,
  users: Users,
  phone: Phone,
  mail: Mail,
  globe: Globe,
} satisfies Record<ChannelIconName, Icon>

export interface ChannelIconProps {
  channel: Pick<Channel, 'kind' | 'name' | 'icon'> | undefined
  /** Pixels. */
  size?: number
}

/** Hovering tells the channel's own name. */
export function ChannelIcon(props: ChannelIconProps) {
  const look = () => LOOKS[props.channel?.kind ?? 'gateway']
  const sign = () => (props.channel?.icon ? SIGNS[props.channel.icon] : look().icon)
  const size = () => props.size ?? 18
  return (
    <span
      class={styles.icon}
      style={{ '--color': look().color, '--size': `${size()}px` }}
      role="img"
      aria-label={props.channel?.name ?? ''}
      title={props.channel?.name}
    >
      <Glyph icon={sign()} size={Math.round(size() * 0.62)} stroke={2.2} />
    </span>
  )
}
