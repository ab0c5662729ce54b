import { channelContract } from '../channel-contract/contract'
import { makeTelegramPeer } from './contract-peer'

channelContract('[H2] a Telegram bot', makeTelegramPeer)
