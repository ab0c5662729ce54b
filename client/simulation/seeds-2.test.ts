import { simulateShare } from './share'

simulateShare(1)
