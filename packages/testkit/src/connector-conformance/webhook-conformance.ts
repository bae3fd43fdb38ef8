import type { ConformanceCase } from '../conformance-case.ts';
import type { BenchTools, WebhookBench } from './bench.ts';
import { runnable } from './suite-case.ts';
import { caseContext, createTraffic } from './traffic.ts';
import { webhookCases } from './webhook/webhook-cases.ts';

/** See {@link webhookConformance}. */
export interface WebhookConformanceOptions {
  /** Makes a connector with webhooks, and the platform that sends them. */
  readonly open: (tools: BenchTools) => Promise<WebhookBench> | WebhookBench;
  /** Whether the platform signs the moment of a delivery, so that late ones can be told. Default true. */
  readonly signsTime?: boolean;
}

/** The cases that the webhooks of a source or destination must pass, for any test runner. */
export function webhookConformance({
  open,
  signsTime = true,
}: WebhookConformanceOptions): readonly ConformanceCase[] {
  return webhookCases
    .filter(({ applies }) => applies?.({ signsTime }) !== false)
    .map((each) =>
      runnable(each, async () => {
        const traffic = createTraffic();
        const bench = await open(traffic.tools);
        try {
          const { webhooks } = bench.connector;
          if (webhooks === undefined) throw new Error('The connector has no webhooks.');
          await each.run({ bench, webhooks, traffic, context: caseContext(traffic.clock) });
        } finally {
          await bench.close?.();
        }
      }),
    );
}
