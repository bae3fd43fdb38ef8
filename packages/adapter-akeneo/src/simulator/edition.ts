/** The editions of the PIM that the simulator can be. */
export type Edition = 'community' | 'growth' | 'enterprise' | 'saas';

/** What an edition in a version can do. */
export interface Features {
  /** As `GET /api/rest/v1/system-information` gives it. */
  readonly edition: string;
  /** A number such as `7.0.12`, or the day of the release where the PIM is a service. */
  readonly version: string;
  /** `/products-uuid`, and products without an identifier (since 7.0). */
  readonly uuids: boolean;
  /** `GET /system-information` (since 6.0). */
  readonly systemInformation: boolean;
  /** Product models are found by their parent (since 6.0). */
  readonly modelsByParent: boolean;
  /** `with_completenesses` (since 6.0). */
  readonly completenesses: boolean;
  /** `with_quality_scores` (since 5.0). */
  readonly qualityScores: boolean;
  /** Asset families, reference entities, permissions, drafts and published products (Enterprise). */
  readonly enterprise: boolean;
  /** The newest of everything: catalogs of apps, the Event Platform, types beside values, metric symbols. */
  readonly saas: boolean;
}

const names: Record<Edition, { edition: string; version: string }> = {
  community: { edition: 'CE', version: '7.0.12' },
  growth: { edition: 'GE', version: '20261101' },
  enterprise: { edition: 'EE', version: '7.0.12' },
  saas: { edition: 'Serenity', version: '20261101' },
};

/** Tells what an edition can do; the version defaults to the newest that there is. */
export function featuresOf(edition: Edition, version = names[edition].version): Features {
  const saas = edition === 'growth' || edition === 'saas';
  const major = saas ? Number.POSITIVE_INFINITY : Number.parseInt(version, 10);
  return {
    edition: names[edition].edition,
    version,
    uuids: major >= 7,
    systemInformation: major >= 6,
    modelsByParent: major >= 6,
    completenesses: major >= 6,
    qualityScores: major >= 5,
    enterprise: edition === 'enterprise' || edition === 'saas',
    saas,
  };
}
