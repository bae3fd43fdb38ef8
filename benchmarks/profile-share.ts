import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** Which part of the processor time of some work is spent in a function and all that it calls. */
export async function shareOf(functionName: string, work: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return share(profile, functionName);
}

function share({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, functionName: string): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const within = new Set<number>();
  const enter = (id: number, isWithin: boolean): void => {
    const node = byId.get(id);
    const inside = isWithin || node?.callFrame.functionName === functionName;
    if (inside) within.add(id);
    for (const child of node?.children ?? []) enter(child, inside);
  };
  enter(nodes[0]?.id ?? 0, false);
  let [all, inside] = [0, 0];
  for (const [index, id] of samples.entries()) {
    if (byId.get(id)?.callFrame.functionName === '(idle)') continue;
    const time = timeDeltas[index] ?? 0;
    all += time;
    if (within.has(id)) inside += time;
  }
  return inside / all;
}
