/** A bulk operation as the platform tells of it. */
export interface BulkOperationState {
  readonly id: string;
  readonly type: 'MUTATION' | 'QUERY';
  readonly query: string;
  readonly clientIdentifier: string | null;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';
  errorCode: 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  readonly createdAt: number;
  completedAt: number | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** Where the result is kept, or the part of it that there is. */
  resultPath: string | null;
}
