import type { Alert } from '../../state/index.ts';

/** Something that needs a person, as it is found now. */
export type IncidentCause = Omit<Alert, 'pipeline' | 'state' | 'since' | 'at'>;
