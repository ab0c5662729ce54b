import { simulateShare } from './share'

simulateShare(2)
