import type { Screen } from './screen.ts';

/** Something that the demo says, and whether it is so. */
export interface Claim {
  readonly claim: string;
  readonly holds: boolean;
  /** What was found instead. */
  readonly found?: string;
}

/** Collects claims, and shows each when it is checked. */
export interface Claims {
  check(claim: string, holds: boolean, found?: unknown): void;
  list(): readonly Claim[];
}

/** Starts with none. */
export function createClaims(screen: Screen): Claims {
  const claims: Claim[] = [];
  return {
    check(claim, holds, found) {
      const words = found === undefined ? undefined : shortened(JSON.stringify(found));
      claims.push({ claim, holds, ...(holds || words === undefined ? {} : { found: words }) });
      screen.line(`  ${holds ? screen.good('[ok]') : screen.bad('[NOT SO]')} ${claim}`);
      if (!holds && words !== undefined) screen.line(`         found: ${words}`);
    },
    list: () => claims,
  };
}

function shortened(text: string | undefined): string {
  return text === undefined ? 'nothing' : text.slice(0, 500);
}
