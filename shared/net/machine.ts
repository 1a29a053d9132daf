import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { TranslateClient } from '@aws-sdk/client-translate';
import { type Settings, usualBudgetUsd } from '../model/configuration.ts';
import type { GistSentence, Machine, MachineText, MachineTrouble } from '../model/machine.ts';
import { machineKey, spentKey } from '../model/table.ts';
import { orEmpty } from '../model/values.ts';
import { gistPrompt, gistReads, guardGist, readGist } from '../stages/english/gist.ts';
import { guardTitle } from '../stages/english/guard.ts';
import { terminologyCsv } from '../stages/english/known-words.ts';
import { sha256 } from '../stages/text/hash.ts';
import { patience } from '../store/aws/patience.ts';
import type { Table } from '../store/table.ts';

const names = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
] as const;

/**
 * The environment at the start of the process: the local instance later points the SDK at its emulators, but machine text is a service of
 * the real account.
 */
const started = Object.fromEntries(names.map((name) => [name, process.env[name]])) as Partial<Record<(typeof names)[number], string>>;

/** Credentials and region of the person's own account; in a function those of its role. */
function ownAccount() {
  if (process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined) return {};
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken, AWS_PROFILE } = started;
  const region = started.AWS_REGION ?? started.AWS_DEFAULT_REGION;
  return {
    ...(region ? { region } : {}),
    ...(accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : { profile: AWS_PROFILE || 'default' }),
  };
}

/** Highest price of a title: 15 USD per million characters (list price of 2026, standard text translation). */
const translateUsd = (text: string): number => (text.length * 15) / 1_000_000;

const notFound = (error: unknown): boolean => error instanceof Error && error.name === 'ResourceNotFoundException';

/** The custom terminology is named by its content: a changed glossary makes a new one, and an old one is never overwritten. */
async function ensureTerminology(client: TranslateClient, csv: string): Promise<string> {
  const { GetTerminologyCommand, ImportTerminologyCommand } = await import('@aws-sdk/client-translate');
  const name = `hongtou-${sha256(csv).slice(0, 16)}`;
  try {
    await client.send(new GetTerminologyCommand({ Name: name, TerminologyDataFormat: 'CSV' }));
  } catch (error) {
    if (!notFound(error)) throw error;
    const data = { File: Buffer.from(csv), Format: 'CSV' } as const;
    await client.send(new ImportTerminologyCommand({ Name: name, MergeStrategy: 'OVERWRITE', TerminologyData: data }));
  }
  return name;
}

/** Amazon Translate with the project's glossary as custom terminology. Throws what the SDK throws. */
function openAmazon(csv: () => string): (chinese: string) => Promise<string> {
  let ready: Promise<{ client: TranslateClient; terminology: string }> | undefined;
  const open = async () => {
    const { TranslateClient } = await import('@aws-sdk/client-translate');
    const client = new TranslateClient({
      ...ownAccount(),
      maxAttempts: 2,
      ...patience(30),
    });
    return { client, terminology: await ensureTerminology(client, csv()) };
  };
  return async (chinese) => {
    ready ??= open();
    ready.catch(() => {
      ready = undefined;
    });
    const { client, terminology } = await ready;
    const { TranslateTextCommand } = await import('@aws-sdk/client-translate');
    const { TranslatedText } = await client.send(
      new TranslateTextCommand({ Text: chinese, SourceLanguageCode: 'zh', TargetLanguageCode: 'en', TerminologyNames: [terminology] }),
    );
    if (!TranslatedText) throw new Error('the service gave no text');
    return TranslatedText;
  };
}

/** A small model that every Bedrock region has; greedy, without tools. */
const modelId = 'amazon.nova-lite-v1:0';
const mostTokens = 800;

/**
 * Highest price of a gist: 0.06 USD per million tokens read and 0.24 written (list price of 2026); a Han character is at most two tokens.
 */
const bedrockUsd = (text: string): number => (text.length * 2 * 0.06 + mostTokens * 0.24) / 1_000_000;

/** Asks the model once. Throws what the SDK throws. */
function openBedrock(): (prompt: { readonly system: string; readonly user: string }) => Promise<string> {
  let client: BedrockRuntimeClient | undefined;
  return async ({ system, user }) => {
    const { BedrockRuntimeClient, ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
    client ??= new BedrockRuntimeClient({
      ...ownAccount(),
      maxAttempts: 2,
      ...patience(60),
    });
    const answer = await client.send(
      new ConverseCommand({
        modelId,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: user }] }],
        inferenceConfig: { maxTokens: mostTokens, temperature: 0 },
      }),
    );
    return orEmpty(answer.output?.message?.content?.map(({ text }) => orEmpty(text)).join(''));
  };
}

/**
 * The budget of a month for machine text. `take` books the highest price of a call before it is made; false when that exceeds the budget.
 */
type MonthlyBudget = { reserve(usd: number, at: Date): Promise<boolean> };

const mostTries = 8;
const micro = (usd: number): number => Math.ceil(usd * 1e6);

/** One counter a month in the table, in millionths of a dollar; writes are conditional on the value that was read. */
function openMonthlyBudget(table: Table, capUsd: number): MonthlyBudget {
  return {
    async reserve(usd, at) {
      const key = spentKey(at.toISOString().slice(0, 7));
      for (let n = 0; n < mostTries; n += 1) {
        const held = (await table.get(key)) as { spent: number; v: number } | undefined;
        const spent = (held?.spent ?? 0) + micro(usd);
        if (spent > micro(capUsd)) return false;
        const v = (held?.v ?? 0) + 1;
        if (await table.put({ ...key, value: { spent, v }, v }, held ? { v: held.v } : 'absent')) return true;
      }
      return false;
    },
  };
}

/** After this many failures in a row a service is not called again in this process. */
const mostFailures = 3;

type Options = {
  readonly settings: Pick<Settings, 'translate' | 'enrich' | 'budgetUsd'>;
  readonly now: () => Date;
  readonly trouble: (trouble: MachineTrouble) => void;
};

type Ask<T> = { readonly usd: number; readonly make: () => Promise<T>; readonly judge: (made: T) => MachineText<T> };

/**
 * Machine text as the settings allow it, within the budget of the month. What is paid for is stored as it came, by the hash of its source,
 * and judged by the guard of today each time. A failure never delays a document.
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
