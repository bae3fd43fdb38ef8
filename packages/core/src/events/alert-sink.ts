import type { Alert } from '../state/index.ts';

/**
 * Delivers alerts: to a chat, a mailbox, a pager. One that throws, or takes longer than 30 seconds, is asked again at
 * the next check.
 */
export type AlertSink = (alert: Alert) => Promise<void>;
