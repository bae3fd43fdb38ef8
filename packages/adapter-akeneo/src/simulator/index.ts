export type { Edition } from './edition.ts';
