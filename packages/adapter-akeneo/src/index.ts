/** The name of the platform, as errors and plans give it. */
export const platform = 'akeneo';
