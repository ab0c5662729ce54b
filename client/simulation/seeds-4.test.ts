import { simulateShare } from './share'

simulateShare(3)
