import type { CodeMap } from './code-map.ts';
import type { RecordAttribute, StoredRecord } from './entities.ts';
import type { JsonObject } from './json.ts';

/** An asset family with its assets, or a reference entity with its records. */
export interface RecordFamily {
  readonly code: string;
  /** As the API gives it. */
  readonly properties: JsonObject;
  readonly attributes: CodeMap<RecordAttribute>;
  /** Options by the code of their attribute. */
  readonly options: CodeMap<CodeMap<{ readonly code: string; readonly labels: JsonObject }>>;
  readonly records: CodeMap<StoredRecord>;
}
