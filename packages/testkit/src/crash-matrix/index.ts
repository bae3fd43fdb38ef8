export { crashMatrix } from './crash-matrix.ts';
export type { CrashBench, CrashMatrixOptions, CrashMatrixReport, CrashProblem } from './crash-matrix.ts';
export type { CrashEvent, CrashTools } from './mortal-process.ts';
