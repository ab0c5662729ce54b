import { channelContract } from '../channel-contract/contract'
import { makeBridgePeer } from './contract-peer'

channelContract('[H12] a bridge of the open channel API', makeBridgePeer)
