export { isGated } from './gate.ts';
export type { Gate, GateInput } from './gate.ts';
export { compileReadiness, readinessSchema } from './readiness.ts';
export type { Readiness, ReadinessScore } from './readiness.ts';
export { readinessGate } from './readiness-gate.ts';
export type { ReadinessGateOptions } from './readiness-gate.ts';
