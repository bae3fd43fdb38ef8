import type {
  Coverage,
  DestinationEntityCapabilities,
  RecordDefinition,
  SourceEntityCapabilities,
} from '../connector/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';
import type { Entity } from '../model/index.ts';
import type { Gate } from '../quality/index.ts';

/** All that a pipeline knows about one entity before it sees a record. */
export interface PreparedEntity {
  readonly entity: Entity;
  readonly mapping: CompiledMapping;
  readonly gates: readonly Gate[];
  readonly definition: RecordDefinition;
  readonly source: SourceEntityCapabilities;
  readonly destination: DestinationEntityCapabilities;
  readonly coverage: Coverage;
  /**
   * Hash of everything but the record that decides what is written, and where: mapping, gates, record definition,
   * selection, and the account of the destination.
   */
  readonly hash: string;
}
