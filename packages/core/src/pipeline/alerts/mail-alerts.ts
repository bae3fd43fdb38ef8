import type { AlertSink } from '../../events/index.ts';
import type { Alert } from '../../state/index.ts';

/** A mail with an alert in it. */
export interface AlertMail {
  readonly from: string;
  readonly to: string;
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends mails: what Nodemailer’s `createTransport` gives, or anything with the same method. */
export interface MailTransport {
  sendMail(mail: AlertMail): Promise<unknown>;
}

/** From whom and to whom alerts are mailed, and by what. */
export interface MailAlertsOptions {
  readonly transport: MailTransport;
  readonly from: string;
  /** One address, or several with commas between them. */
  readonly to: string;
}

/** Mails alerts through a transport of the application’s own. */
export function mailAlerts({ transport, from, to }: MailAlertsOptions): AlertSink {
  return async (alert) => {
    await transport.sendMail({ from, to, subject: subjectOf(alert), text: textOf(alert) });
  };
}

// Titles may hold words of a platform; a line break in a subject would begin another header.
function subjectOf({ state, pipeline, title }: Alert): string {
  const start = state === 'raised' ? 'Alert' : 'Recovered';
  return `${start}: ${pipeline}: ${title}`.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200);
}

function textOf({ state, message, records, examples, since, at, actor, cause }: Alert): string {
  const lines = [
    state === 'raised' ? message : `This is over.\nIt was:\n${message}`,
    '',
    ...(records === 0
      ? []
      : [`Records: ${records} (${examples.join(', ')}${records > examples.length ? ', …' : ''})`]),
    `Since: ${since}`,
    ...(state === 'raised' ? [`To act: ${actor}`] : [`Over: ${at}`]),
    `Cause: ${cause}`,
  ];
  return `${lines.join('\n')}\n`;
}
