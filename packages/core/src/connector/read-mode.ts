/** `full`: everything there is. `incremental`: what changed since the bookmark of the last pass. */
export type ReadMode = 'full' | 'incremental';
