import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fill } from '../corpus/asks.ts';
import { callTool, startAssistant } from '../support/assistant.ts';
import { openBench } from '../support/bench.ts';
import { type Played, twenty } from '../support/twenty.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
type Rounds = { readonly rounds: readonly { readonly now: string; readonly replay: string }[]; readonly digest: { readonly now: string } };

test('of twenty questions a client of `hongtou mcp` has at least eighteen answered rightly, in at most two calls of 8 KB', async () => {
  const { rounds, digest }: Rounds = JSON.parse(readFileSync(sample('rounds.json'), 'utf8'));
  const config = sample('hongtou.config.json');
  const bench = await openBench();
  try {
    await fill(bench);
    for (const { now, replay } of rounds) await bench.run({ now, replay: [sample(replay)], config });
    const troubles: Error[] = [];
    const client = await startAssistant(['--data', bench.data, '--config', config, '--now', digest.now], (error) => troubles.push(error));
    const faultsOf = async ({ calls, right, never = [] }: Played): Promise<readonly string[]> => {
      const told: string[] = [];
      for (const [name, given] of calls) {
        const { text, error, bytes } = await callTool(client, name, given);
        if (error || bytes > 8000) return [`${name}: ${bytes} bytes ${text.slice(0, 200)}`];
        told.push(text);
      }
      const all = told.join('\n');
      return [...right.filter((each) => !each.test(all)), ...never.filter((each) => each.test(all))].map(String);
    };
    const wrong: string[] = [];
    for (const each of twenty) {
      const faults = await faultsOf(each);
      if (faults.length > 0) wrong.push(`${each.asks}: ${faults.join(' ')}`);
    }
    await client.close();
    expect(troubles).toEqual([]);
    expect([twenty.length, twenty.filter(({ calls }) => calls.length > 2)]).toEqual([20, []]);
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(2);
  } finally {
    await bench.close();
  }
});
