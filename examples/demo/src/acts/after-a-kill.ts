import { demoCatalogue, picturesOf } from '../demo-catalogue.ts';
import type { Revision } from '../demo-catalogue.ts';
import { withPipelines } from '../demo-stage.ts';
import type { Stage } from '../demo-stage.ts';
import { assertInStep, faultyProducts } from '../in-step.ts';
import { killedRun } from '../killed-run.ts';
import { bringTo } from '../pim/demo-pim.ts';
import { pictureFamily } from '../pim/pim-structure.ts';
import { reportOf, runBoth } from '../run-both.ts';
import { sentToShopify } from '../shops/shopify-log.ts';

export async function afterAKill(stage: Stage): Promise<void> {
  const { screen, claims, pim, shop, door } = stage;
  screen.heading('5. A sale and new products: the run is killed in the middle, and another goes on');
  bringTo(pim, demoCatalogue('edited'), demoCatalogue('season'));
  const due = changedRecords('edited', 'season', stage);
  const sent = {
    'the reference shop': () =>
      shop.writes().map(({ entity, id }) => ({ record: recordOf(entity, id ?? ''), section: '' })),
    Shopify: () => sentToShopify(door.log, stage.shopify.state),
  };
  shop.resetLog();
  door.log.reset();
  const killed = await killedRun(stage, 20);
  const before = Object.values(sent).map((list) => new Set(list().map(({ record }) => record)).size);
  screen.line(
    `  Killed with SIGKILL. By then the reference shop had ${before[0]} and Shopify ${before[1]} of ${due.size} records, some not yet noted as written.`,
  );
  claims.check(
    'the process was killed in the middle',
    killed && before.every((count) => count > 0 && count < due.size),
    before,
  );
  await withPipelines(stage, async (open) => {
    const results = await runBoth(open);
    claims.check(
      'the next run went on where the dead one had noted its last page',
      ['reference-shop', 'shopify'].every((name) =>
        reportOf(results, name).passes.some(({ resumed }) => resumed),
      ),
    );
  });
  for (const [name, list] of Object.entries(sent)) {
    const all = list().map(({ record, section }) => `${record} ${section}`);
    const twice = all.filter((one, index) => all.indexOf(one) !== index);
    const written = list().map(({ record }) => record);
    claims.check(`nothing was sent to ${name} twice, says its log`, twice.length === 0, twice);
    claims.check(`nothing is missing at ${name}, and nothing else was sent`, isSame(written, due), [
      [...due].filter((record) => !written.includes(record)).slice(0, 5),
      written.filter((record) => !due.has(record)).slice(0, 5),
    ]);
  }
  assertInStep('season', stage);
}

/** The records that a shop with one state of the catalogue has to be told of to have another. */
function changedRecords(from: Revision, to: Revision, stage: Stage): ReadonlySet<string> {
  const [before, after] = [demoCatalogue(from), demoCatalogue(to)];
  const faulty = faultyProducts(stage);
  const found = new Set<string>();
  for (let index = 0; index < after.size('product'); index += 1) {
    const [old] = index < before.size('product') ? before.recordsAt('product', index) : [];
    const [record] = after.recordsAt('product', index);
    if (record === undefined || faulty.has(record.key) || JSON.stringify(record) === JSON.stringify(old))
      continue;
    found.add(`products ${record.key}`);
    if (old === undefined) for (const { asset } of picturesOf(record.data)) found.add(`assets ${asset}`);
  }
  return found;
}

/** Pictures have the code that they have in the PIM; here they are told by their names. */
function recordOf(entity: string, id: string): string {
  if (entity !== 'assets') return `${entity} ${id}`;
  const code = id.replace(`${pictureFamily}:`, '');
  return `assets ${code.replace(/^([A-Z]{3})_(\d{6})_(\w+)_jpg$/, '$1-$2-$3.jpg')}`;
}

function isSame(written: readonly string[], due: ReadonlySet<string>): boolean {
  return written.every((record) => due.has(record)) && new Set(written).size === due.size;
}
