import { publicationsOfResources } from '../documents/read-part-documents.ts';
import { named } from '../write/shop-facts.ts';
import type { NamedThing } from '../write/shop-facts.ts';
import type { ReadBackSession } from './read-back-session.ts';
import { sharedList } from './shared-list.ts';

/** Reads which publications show some products or collections, or will. At most 250 ids. */
export async function readPublications(
  ids: readonly string[],
  { client, context, facts }: ReadBackSession,
): Promise<ReadonlyMap<string, readonly NamedThing[]>> {
  const known = await facts.publications(context);
  const { nodes } = await client.call(publicationsOfResources, { ids }, context);
  return new Map(
    nodes.flatMap((node) =>
      node === null
        ? []
        : [
            [
              node.id,
              node.resourcePublicationsV2.nodes.flatMap(
                ({ publication }) => known.find(({ id }) => id === publication.id) ?? [],
              ),
            ],
          ],
    ),
  );
}

/** Publications in the words of the record, which names them by title in any case, or by id. */
export function publicationList(
  live: readonly NamedThing[],
  wanted: readonly string[] | undefined,
  ours: readonly string[],
  own: boolean,
): readonly string[] {
  const titleOf = (name: string) => named(live, name)?.name ?? name;
  return sharedList({
    live: live.map(({ name }) => name),
    wanted,
    ours: ours.map(titleOf),
    own,
    nameOf: (name) => titleOf(name).trim().toLowerCase(),
  });
}
