import { mediaAndBulkTriggers } from './media-and-bulk-triggers.ts';
import { metafieldTriggers } from './metafield-triggers.ts';
import { metaobjectTriggers } from './metaobject-triggers.ts';
import { optionTriggers } from './option-triggers.ts';
import { productTriggers } from './product-triggers.ts';
import { makeScene } from './scene.ts';
import type { MutationAnswer } from './scene.ts';
import { stockAndChannelTriggers } from './stock-and-channel-triggers.ts';
import type { Trigger } from './triggers.ts';
import { webhookTriggers } from './webhook-triggers.ts';

/** Calls that the simulator refuses. */
export const allTriggers: readonly Trigger[] = [
  ...productTriggers,
  ...optionTriggers,
  ...metafieldTriggers,
  ...metaobjectTriggers,
  ...mediaAndBulkTriggers,
  ...stockAndChannelTriggers,
  ...webhookTriggers,
];

/** Makes a call in a shop of its own. */
export async function runTrigger({ mutation, args, before }: Trigger): Promise<MutationAnswer> {
  // A bucket that is large enough for what has to be done before.
  const scene = await makeScene({ plan: 'plus' });
  await before?.(scene);
  return scene.mutate(mutation, args(scene));
}
