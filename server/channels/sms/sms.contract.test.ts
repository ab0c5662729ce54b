import { channelContract } from '../channel-contract/contract'
import { makeSmsPeer } from './contract-peer'

channelContract('[H9] SMS, over SMPP', makeSmsPeer)
