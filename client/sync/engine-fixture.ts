import { type Effect, type EngineState, IDLE, type Phase, type Step } from './engine'

export const inPhase = (phase: Phase, more: Partial<EngineState> = {}): EngineState => ({ ...IDLE, phase, head: 5, ...more })
export const doings = ({ effects }: Step): string[] => effects.map((effect) => effect.do)
export const timers = ({ effects }: Step) =>
  effects.flatMap((effect: Effect) => (effect.do === 'set-timer' ? [[effect.timer, effect.ms]] : []))
