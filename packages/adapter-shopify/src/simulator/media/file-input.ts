/** A file as mutations of products take it: one that is there, by id, or a new one, by its address. */
export interface FileSetInput {
  readonly id?: string | null;
  readonly alt?: string | null;
  readonly contentType?: string | null;
  readonly duplicateResolutionMode?: string | null;
  readonly filename?: string | null;
  readonly originalSource?: string | null;
}
