import type { GistSentence, Machine, MachineTrouble } from '../model/machine.ts';
import { type Settings, usualBudgetUsd } from '../model/settings.ts';
import { machineKey } from '../model/table.ts';
import { gistPrompt, gistReads, readGist } from '../stages/english/gist.ts';
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

/** Machine text as the settings allow it: stored by the hash of its source, within the budget of the month. A failure never delays a document. */
export function openMachine(table: Table, { settings, now, trouble }: Options): Machine {
  const purse = openMonthlyBudget(table, settings.budgetUsd ?? usualBudgetUsd);
  const translate = settings.translate === 'amazon' ? openAmazon(terminologyCsv) : undefined;
  const ask = settings.enrich === 'bedrock' ? openBedrock() : undefined;
  const failures = { translate: 0, bedrock: 0 };

  async function made<T>(service: MachineTrouble['service'], hash: string, usd: number, make: () => Promise<T>): Promise<T | undefined> {
    const key = machineKey(service, hash);
    const held = await table.get(key);
    if (held !== undefined) return (held as { made: T }).made;
    if (failures[service] >= mostFailures) return undefined;
    if (!(await purse.reserve(usd, now()))) {
      trouble({ service, detail: 'the money for machine text of this month is spent' });
      return undefined;
    }
    try {
      const value = await make();
      failures[service] = 0;
      await table.put({ ...key, value: { made: value, at: now().toISOString() } }, 'absent');
      return value;
    } catch (error) {
      failures[service] += 1;
      trouble({ service, detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      return undefined;
    }
  }

  return {
    async title(chinese) {
      if (!translate) return undefined;
      return made('translate', sha256(`${terminologyCsv()}\n${chinese}`), translateUsd(chinese), () => translate(chinese));
    },
    async gist(title, text) {
      if (!ask) return undefined;
      const source = `${title}\n\n${text.slice(0, gistReads)}`;
      const hash = sha256(source);
      const prompt = gistPrompt(title, text, hash.slice(0, 16));
      const make = async (): Promise<readonly GistSentence[]> => readGist(await ask(prompt), source);
      const sentences = await made('bedrock', hash, bedrockUsd(prompt.system + prompt.user), make);
      return sentences?.length ? sentences : undefined;
    },
  };
}
