/** A file as it comes: nothing of it is held in memory. It must be read to its end or cancelled. */
export interface FileContent {
  /** Errors of it are ConnectorErrors. */
  readonly body: ReadableStream<Uint8Array>;
  /** Such as `image/png`. */
  readonly mediaType?: string;
  /** Size in bytes, where it is known before the end. */
  readonly bytes?: number;
  readonly fileName?: string;
}
