import { akeneoToShop } from '../../akeneo/akeneo-to-shop.ts';
import { createClaims } from './claims.ts';
import type { Claim } from './claims.ts';
import type { Screen } from './screen.ts';

/** The main job from a PIM: a simulated Akeneo goes into a shop, and edits follow by its events. */
export async function akeneoJob(screen: Screen): Promise<readonly Claim[]> {
  const claims = createClaims(screen);
  const { created, writtenAgain, edited, deliveries } = await akeneoToShop((line) => screen.line(line));
  claims.check('the products of the PIM are in the shop', created > 10, created);
  claims.check('a second run wrote nothing', writtenAgain === 0, writtenAgain);
  const text = JSON.stringify(edited);
  const arrived = ['Enamel mug', '4006381333931', '16.5'].every((value) => text.includes(value));
  claims.check('three edits arrived in the shop', arrived, edited);
  claims.check('they came by events of the PIM', deliveries >= 3, deliveries);
  return claims.list();
}
