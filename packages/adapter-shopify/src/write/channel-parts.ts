import { publish, unpublish } from '../documents/channel-documents.ts';
import type { ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { carryOutAll, partCall } from './part-call.ts';
import type { PartCall } from './part-call.ts';
import { Refusal } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';

/** Calls that show something in publications, and calls that hide it. */
export interface PublicationCalls {
  readonly hide: readonly PartCall[];
  readonly show: readonly PartCall[];
  /** Ids of the publications of the record. */
  readonly wanted: readonly string[];
}

const none: PublicationCalls = { hide: [], show: [], wanted: [] };

/**
 * Shows the product in the publications of the record, and hides it from those that it had and has not any more.
 *
 * @throws Refusal for a publication that the shop does not have.
 */
export async function publicationCalls(
  id: string,
  { publications }: ProductPayload,
  owned: Owned,
  { config, facts, context }: Pick<WriteSession, 'config' | 'facts' | 'context'>,
): Promise<PublicationCalls> {
  const isOurs = config.ownership.publications === 'own';
  if (publications === undefined) return none;
  if (!isOurs && publications.length + owned.publications.length === 0) return none;
  const known = await facts.publications(context, publications);
  const idsOf = (names: readonly string[]) =>
    names.map((name, index) => {
      const found = named(known, name);
      if (found !== undefined) return found.id;
      throw new Refusal([unknownThing('publication', name, `publications.${index}`, known)]);
    });
  const wanted = [...new Set(idsOf(publications))];
  const before = isOurs ? known : owned.publications.flatMap((name) => named(known, name) ?? []);
  const gone = before.map(({ id: publication }) => publication).filter((each) => !wanted.includes(each));
  const input = (ids: readonly string[]) => ids.map((publicationId) => ({ publicationId }));
  const locate: Locate = (field) => ({
    path: field[1] === undefined ? 'publications' : `publications.${field[1]}`,
  });
  return {
    hide: gone.length === 0 ? [] : [partCall(unpublish, { id, input: input(gone) }, locate)],
    show: wanted.length === 0 ? [] : [partCall(publish, { id, input: input(wanted) }, locate)],
    wanted,
  };
}

/** See {@link publicationCalls}. @returns ids of the publications of the record: their names may change. */
export async function writePublications(
  id: string,
  payload: Pick<ProductPayload, 'publications'>,
  owned: Owned,
  session: WriteSession,
): Promise<readonly string[]> {
  const { hide, show, wanted } = await publicationCalls(id, payload, owned, session);
  await carryOutAll([...hide, ...show], session);
  return wanted;
}

/** What a call would be refused with that names something the shop does not have. */
export function unknownThing(
  what: string,
  name: string,
  path: string,
  known: readonly { readonly name: string }[] | null,
  variant?: string,
): Refusal['errors'][number] {
  return {
    means: { kind: 'rejected', issue: 'value.unknown_option' },
    issue: {
      code: 'value.unknown_option',
      severity: 'error',
      message: `The shop has no ${what} “${name}”`,
      hint:
        known === null || known.length === 0
          ? `Make the ${what} in the shop, or correct its name.`
          : `Use one of: ${known.map((each) => each.name).join(', ')}.`,
      path,
      ...(variant === undefined ? {} : { variant }),
    },
  };
}
