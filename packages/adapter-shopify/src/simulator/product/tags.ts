/** Tags as the platform keeps them: trimmed, once each whatever their case, sorted. */
export function normalTags(tags: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const tag of tags) {
    const trimmed = tag.trim();
    if (trimmed !== '' && !known.has(trimmed.toLowerCase())) known.set(trimmed.toLowerCase(), trimmed);
  }
  return [...known.values()].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

/** Tags as the mutations of tags take them: several may stand in one text, with commas between. */
export function splitTags(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => tag.split(','));
}

/** Whether all tags have a length that the platform takes. */
export function areTagsValid(tags: readonly string[]): boolean {
  return tags.every((tag) => tag.trim().length <= 255);
}
