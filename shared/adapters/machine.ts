import type { GistSentence, Machine, MachineText, MachineTrouble } from '../model/machine.ts';
import { type Settings, usualBudgetUsd } from '../model/settings.ts';
import { machineKey } from '../model/table.ts';
import { gistPrompt, gistReads, guardGist, readGist } from '../stages/english/gist.ts';
import { guardTitle } from '../stages/english/guard.ts';
import { terminologyCsv } from '../stages/english/terminology.ts';
import { sha256 } from '../stages/text/hash.ts';
import type { Table } from '../store/table.ts';
import { openAmazon, translateUsd } from './machine/amazon.ts';
import { bedrockUsd, openBedrock } from './machine/bedrock.ts';
import { openMonthlyBudget } from './machine/monthly-budget.ts';

/** After this many failures in a row a service is not called again in this process. */
const mostFailures = 3;

type Options = {
  readonly settings: Pick<Settings, 'translate' | 'enrich' | 'budgetUsd'>;
  readonly now: () => Date;
  readonly trouble: (trouble: MachineTrouble) => void;
};

type Ask<T> = { readonly usd: number; readonly make: () => Promise<T>; readonly judge: (made: T) => MachineText<T> };

/**
 * Machine text as the settings allow it, within the budget of the month. What is paid for is stored as it came, by the hash of its source, and judged by the guard
 * of today each time. A failure never delays a document.
 */
export function openMachine(table: Table, { settings, now, trouble }: Options): Machine {
  const purse = openMonthlyBudget(table, settings.budgetUsd ?? usualBudgetUsd);
  const translate = settings.translate === 'amazon' ? openAmazon(terminologyCsv) : undefined;
  const ask = settings.enrich === 'bedrock' ? openBedrock() : undefined;
  const failures = { translate: 0, bedrock: 0 };

  async function made<T>(
    service: MachineTrouble['service'],
    hash: string,
    { usd, make, judge }: Ask<T>,
  ): Promise<MachineText<T> | undefined> {
    const key = machineKey(service, hash);
    const held = (await table.get(key)) as { readonly made: T } | undefined;
    if (held !== undefined) return judge(held.made);
    if (failures[service] >= mostFailures) return undefined;
    if (!(await purse.reserve(usd, now()))) {
      trouble({ service, detail: 'the money for machine text of this month is spent' });
      return undefined;
    }
    try {
      const value = await make();
      failures[service] = 0;
      await table.put({ ...key, value: { made: value, at: now().toISOString() } }, 'absent');
      return judge(value);
    } catch (error) {
      failures[service] += 1;
      trouble({ service, detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      return undefined;
    }
  }

  return {
    async title(chinese) {
      if (!translate) return undefined;
      return made('translate', sha256(`${terminologyCsv()}\n${chinese}`), {
        usd: translateUsd(chinese),
        make: () => translate(chinese),
        judge: (english) => guardTitle(chinese, english),
      });
    },
    async gist(title, text) {
      if (!ask) return undefined;
      const source = `${title}\n\n${text.slice(0, gistReads)}`;
      const hash = sha256(source);
      const prompt = gistPrompt(title, text, hash.slice(0, 16));
      const make = async (): Promise<readonly GistSentence[]> => readGist(await ask(prompt), source);
      return made('bedrock', hash, { usd: bedrockUsd(prompt.system + prompt.user), make, judge: guardGist });
    },
  };
}
