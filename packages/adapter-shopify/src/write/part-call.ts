import type { UserError } from '../documents/user-errors.ts';
import type { ShopifyErrors } from '../errors/shopify-errors.ts';
import type { Operation } from '../graphql/operation.ts';
import { assertDone, saysGone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';

/**
 * A mutation that writes a part of a record, before it is sent: by itself in the direct lane, as a line of a file in the
 * bulk lane.
 */
export interface PartCall<Data = unknown> {
  /** The constant document, and how it is named. */
  readonly operation: Pick<Operation<never, Data>, 'name' | 'field' | 'document' | 'data'>;
  readonly variables: object;
  send(session: Pick<WriteSession, 'client' | 'context'>): Promise<Data>;
  /** @throws Refusal if the answer says that it was not carried out. */
  assertDone(data: Data, errors: ShopifyErrors): void;
  /**
   * Of a call that takes several things away: what is still to be taken away where the answer says that some are not there
   * any more, for it took none away then; `null`: nothing.
   */
  rest?(data: Data): PartCall<Data> | null;
}

/** What an answer of a mutation has. */
export type Answer = Readonly<Record<string, { readonly userErrors: readonly UserError[] }>>;

/** Makes a call. @param locate where in our record the places stand that the platform names. */
export function partCall<Variables extends object, Data extends Answer>(
  operation: Operation<Variables, Data>,
  variables: Variables,
  locate: Locate,
): PartCall<Data> {
  return {
    operation,
    variables,
    send: ({ client, context }) => client.call(operation, variables, context),
    assertDone: (data, errors) =>
      assertDone(data[operation.field]?.userErrors ?? [], operation.field, errors, locate),
  };
}

/**
 * A call that takes something away: what is not there any more is as it should be.
 *
 * @param without makes the call for those that are left, given the places of those that are gone; `null`: none is.
 */
export function takingAway<Data extends Answer>(
  call: PartCall<Data>,
  without: (gone: ReadonlySet<number>) => PartCall<Data> | null,
): PartCall<Data> {
  const rest = (data: Data) => {
    const gone = data[call.operation.field]?.userErrors.flatMap(({ field }) => placeIn(field) ?? []) ?? [];
    return gone.length === 0 ? null : without(new Set(gone));
  };
  return {
    ...call,
    rest,
    assertDone(data, errors) {
      try {
        call.assertDone(data, errors);
      } catch (error) {
        if (!saysGone(error) || rest(data) !== null) throw error;
      }
    },
  };
}

/** Which item of its list an error is about; `null`: it is about all. */
function placeIn(field: readonly string[] | null | undefined): number | null {
  const place = field?.[1];
  return place !== undefined && /^\d+$/.test(place) ? Number(place) : null;
}

/** Sends a call, and looks whether it was carried out. @throws Refusal, ConnectorError */
export async function carryOut<Data>(call: PartCall<Data>, session: WriteSession): Promise<Data> {
  const data = await call.send(session);
  try {
    call.assertDone(data, session.client.errors);
    return data;
  } catch (error) {
    const rest = saysGone(error) ? (call.rest?.(data) ?? null) : null;
    if (rest === null) throw error;
    return carryOut(rest, session);
  }
}

/** Carries calls out, one after the other. @throws Refusal, ConnectorError */
export async function carryOutAll(calls: readonly PartCall[], session: WriteSession): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (const call of calls) await carryOut(call, session);
}
