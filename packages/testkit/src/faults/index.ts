export { faultKinds, uncertainFaultKinds } from './fault-kind.ts';
export type { FaultKind } from './fault-kind.ts';
export { createFaultPlan } from './fault-plan.ts';
export type { FaultPlan, FaultPlanOptions, InjectedFault } from './fault-plan.ts';
