import type { ConnectorTools } from '@pim-connector/core';

/** What reading of files needs of the connector: errors that name it. */
export type FileTools = Pick<ConnectorTools, 'error'>;
