export { editions } from './edition.ts';
export type { Edition } from './edition.ts';
