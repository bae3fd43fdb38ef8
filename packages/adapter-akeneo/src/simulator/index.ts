export { createAkeneoSimulator } from './create-akeneo-simulator.ts';
export type {
  AkeneoSimulator,
  AkeneoSimulatorOptions,
  SimulatorInterceptor,
} from './create-akeneo-simulator.ts';
export { seedCatalogue } from './seed-catalogue.ts';
export type {
  CatalogueAttribute,
  CatalogueFile,
  CatalogueModel,
  CatalogueProduct,
  CatalogueRecords,
  SimulatorCatalogue,
} from './catalogue.ts';
export type { Action, Access, Area, CategoryRight, Hideable } from './access.ts';
export type { MappedSource, ProductSelection } from './app-catalog.ts';
export type { ConnectionCredentials, RegisteredApp } from './credentials.ts';
export type { Edition, Features } from './edition.ts';
export type { Delivery } from './event-delivery.ts';
export type { EventOptions } from './event-platform.ts';
export type { SimulatorLimits } from './limits.ts';
export type { PimUser } from './pim-user.ts';
export type { LoggedRequest } from './request-log.ts';
export type { StructureKind } from './structure-edits.ts';
export type { JobLaunch } from './system-routes.ts';
export { generatedCatalogue } from './generated-catalogue.ts';
export type { GeneratedCatalogueOptions } from './generated-catalogue.ts';
