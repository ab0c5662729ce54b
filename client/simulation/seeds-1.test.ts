import { simulateShare } from './share'

simulateShare(0)
