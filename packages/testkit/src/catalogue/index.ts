export { generateCatalogue } from './generate-catalogue.ts';
export type { Catalogue } from './generate-catalogue.ts';
export type { CatalogueOptions, CatalogueSettings } from './catalogue-options.ts';
export { describeCatalogue } from './describe-catalogue.ts';
export { catalogueSource } from './catalogue-source.ts';
export { faultNames } from './fault-name.ts';
export type { FaultName } from './fault-name.ts';
export type { ExpectedIssue, FaultStage } from './fault-definitions.ts';
export type { PlantedFault } from './planted-faults.ts';
