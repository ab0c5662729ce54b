import { channelContract } from '../channel-contract/contract'
import { makeHttpSmsPeer } from './http-peer'

channelContract('[H9] SMS, by web requests', makeHttpSmsPeer)
