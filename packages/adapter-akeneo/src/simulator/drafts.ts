import type { CategoryRight } from './access.ts';
import { fold } from './code-map.ts';
import type { Product, ProductModel } from './entities.ts';

/** A change that waits for somebody who may approve it. */
interface Draft {
  readonly entity: Product | ProductModel;
  /** Whether it was handed in for approval. */
  readonly proposed: boolean;
}

const keyOf = (entity: Product | ProductModel): string =>
  'uuid' in entity ? entity.uuid : `model ${fold(entity.code)}`;

/** Changes to products that the API user may edit and does not own (Enterprise: written without an error). */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();

  /** The draft of a product or model. */
  get<T extends Product | ProductModel>(entity: T): T | undefined {
    return this.#drafts.get(keyOf(entity))?.entity as T | undefined;
  }

  save(entity: Product | ProductModel): void {
    this.#drafts.set(keyOf(entity), { entity, proposed: false });
  }

  /** Hands a draft in for approval. */
  propose(entity: Product | ProductModel): void {
    const draft = this.#drafts.get(keyOf(entity));
    if (draft !== undefined) this.#drafts.set(keyOf(entity), { ...draft, proposed: true });
  }

  drop(entity: Product | ProductModel): void {
    this.#drafts.delete(keyOf(entity));
  }

  isProposed(entity: Product | ProductModel): boolean {
    return this.#drafts.get(keyOf(entity))?.proposed === true;
  }

  /** The `workflow_status` in the metadata of a product. */
  statusOf(entity: Product | ProductModel, right: CategoryRight): string {
    if (right === 'view') return 'read_only';
    const draft = right === 'edit' ? this.#drafts.get(keyOf(entity)) : undefined;
    if (draft === undefined) return 'working_copy';
    return draft.proposed ? 'proposal_waiting_for_approval' : 'draft_in_progress';
  }
}
