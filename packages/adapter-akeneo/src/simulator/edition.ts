/** The editions of the PIM (Akeneo REST API, `GET /api/rest/v1/system-information`). */
export const editions = {
  /** Community Edition: no permissions, drafts, assets or reference entities. */
  community: { edition: 'CE', version: '7.0.12' },
  /** Growth Edition: hosted, without permissions. */
  growth: { edition: 'GE', version: '8.0.0' },
  /** Enterprise Edition, hosted by its user. */
  enterprise: { edition: 'EE', version: '7.0.12' },
  /** Serenity: Enterprise as a service, always the newest. */
  saas: { edition: 'Serenity', version: '20261101' },
} as const;

/** An edition of the PIM. */
export type Edition = keyof typeof editions;
