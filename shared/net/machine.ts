import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { TranslateClient } from '@aws-sdk/client-translate';
import { type Settings, usualBudgetUsd } from '../model/configuration.ts';
import type { GistSentence, Machine, MachineText, MachineTrouble } from '../model/machine.ts';
import { machineKey, spentKey } from '../model/table.ts';
import { opt, orEmpty } from '../model/values.ts';
import type { Secrets } from '../model/webhook.ts';
import { gistPrompt, gistReads, guardGist, readGist } from '../stages/english/gist.ts';
import { guardTitle } from '../stages/english/guard.ts';
import { pairsIn, terminologyCsv, type WordPair } from '../stages/english/known-words.ts';
import { sha256 } from '../stages/text/hash.ts';
import { patience } from '../store/aws/patience.ts';
import { putNext, type Table } from '../store/table.ts';
import { openTranslator } from './translator.ts';

const trial = '本办法自2025年9月1日起施行。';

/**
 * The environment at the start of the process: the local instance later points the SDK at its emulators, but machine text is a service of
 * the real account.
 */
const started = { ...process.env };

function ownAccount() {
  if (process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined) return {};
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = started;
  const region = started['AWS_REGION'] ?? started['AWS_DEFAULT_REGION'];
  return {
    ...opt({ region: region || undefined }),
    ...(accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, ...opt({ sessionToken: sessionToken || undefined }) } }
      : { profile: started['AWS_PROFILE'] || 'default' }),
  };
}

/** Highest price of a title: 15 USD per million characters (list price of 2026, standard text translation). */
const translateUsd = (text: string) => (text.length * 15) / 1_000_000;

const notFound = (error: unknown) => error instanceof Error && error.name === 'ResourceNotFoundException';

/** The custom terminology is named by its content: a changed glossary makes a new one, and an old one is never overwritten. */
async function ensureTerminology(client: TranslateClient, csv: string) {
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
const bedrockUsd = (text: string) => (text.length * 2 * 0.06 + mostTokens * 0.24) / 1_000_000;

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

type Price = { readonly of: '' | 'characters-'; readonly takes: number; readonly most: number };

const mostTries = 8;
const micro = (usd: number) => Math.ceil(usd * 1e6);

/** Books a call before it is made; false when that exceeds the budget. One counter a month, written as long as it is what was read. */
async function reserve({ of, takes, most }: Price, at: Date, table: Table) {
  const key = spentKey(of + at.toISOString().slice(0, 7));
  for (let n = 0; n < mostTries; n += 1) {
    const held = await table.get<{ spent: number; v: number }>(key);
    const spent = (held?.spent ?? 0) + takes;
    if (spent > most) return false;
    if (await putNext(table, { ...key, value: { spent } }, held)) return true;
  }
  return false;
}

const mostFailures = 3;
const restMs = 3_600_000;

type Options = {
  readonly settings: Pick<Settings, 'translate' | 'enrich' | 'budgetUsd'> & Partial<Pick<Settings, 'translator' | 'glossary' | 'fetch'>>;
  readonly now: () => Date;
  readonly trouble: (trouble: MachineTrouble) => void;
  readonly secrets?: Secrets;
};

type Ask<T> = { readonly price: Price; readonly make: () => Promise<T>; readonly judge: (made: T) => MachineText<T> };

type Provider = {
  readonly known: (chinese: string) => string;
  readonly price: (chinese: string) => Price;
  readonly ask: (chinese: string) => Promise<string>;
};

/** What a service takes in a month where the owner does not say it; a server at this machine takes what it is given. */
const usualCharacters = 500_000;

function providerOf({ settings, secrets }: Options, usd: (takes: number) => Price): Provider | undefined {
  const { translate, translator, glossary = [], fetch = { allow: [], hosts: {} } } = settings;
  if (translate === 'amazon') {
    const ask = openAmazon(terminologyCsv);
    return { known: terminologyCsv, price: (chinese) => usd(translateUsd(chinese)), ask };
  }
  if (translate !== 'http' || !translator) return undefined;
  const { form, url, model, charactersAMonth = url.startsWith('http:') ? Number.POSITIVE_INFINITY : usualCharacters } = translator;
  const ask = openTranslator(translator, { fetch, secrets });
  const pairs = (chinese: string) => (form === 'chat' ? pairsIn(chinese, glossary) : []);
  return {
    known: (chinese) => JSON.stringify([form, url, model, pairs(chinese)]),
    price: (chinese) => ({ of: 'characters-', takes: chinese.length, most: charactersAMonth }),
    ask: (chinese) => ask(chinese, pairs(chinese)),
  };
}

/** The words of an owner are those of the translation, and its sense is judged by the guard. */
function judgeBy(glossary: readonly WordPair[], chinese: string, english: string, what: string) {
  const made = guardTitle(chinese, english, what);
  const lost = pairsIn(chinese, glossary).find(
    (pair) => glossary.some(({ zh }) => zh === pair.zh) && !english.toLowerCase().includes(pair.en.toLowerCase()),
  );
  if (made.text === undefined || !lost) return made;
  return { refused: [`the ${what} of the machine does not have ${lost.en}: ${english.slice(0, 400)}`] };
}

/**
 * Machine text as the settings allow it, within the budget of the month. What is paid for is stored as it came, by the hash of its source,
 * and judged by the guard of today each time. A failure never delays a document.
 */
export function openMachine(table: Table, options: Options): Machine {
  const { settings, now, trouble } = options;
  const usd = (takes: number): Price => ({ of: '', takes: micro(takes), most: micro(settings.budgetUsd ?? usualBudgetUsd) });
  const provider = providerOf(options, usd);
  const ask = settings.enrich === 'bedrock' ? openBedrock() : undefined;
  const failures = { translate: 0, bedrock: 0 };
  const restUntil = { translate: 0, bedrock: 0 };

  async function made<T>(service: MachineTrouble['service'], hash: string, { price, make, judge }: Ask<T>) {
    const key = machineKey(service, hash);
    const held = await table.get<{ readonly made: T }>(key);
    if (held !== undefined) return judge(held.made);
    if (failures[service] >= mostFailures && now().getTime() < restUntil[service]) return undefined;
    if (!(await reserve(price, now(), table))) {
      trouble({ service, detail: `the ${price.of === '' ? 'money' : 'number of characters'} for machine text of this month is spent` });
      return undefined;
    }
    try {
      const value = await make();
      failures[service] = 0;
      await table.put({ ...key, value: { made: value, at: now().toISOString() } }, 'absent');
      return judge(value);
    } catch (error) {
      failures[service] += 1;
      restUntil[service] = now().getTime() + restMs;
      trouble({ service, detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      return undefined;
    }
  }

  const { glossary = [] } = settings;
  const hashOf = ({ known }: Provider, chinese: string) => sha256(`${known(chinese)}\n${chinese}`);
  const translated = async (chinese: string, what: string) =>
    provider &&
    made('translate', hashOf(provider, chinese), {
      price: provider.price(chinese),
      make: () => provider.ask(chinese),
      judge: (english) => judgeBy(glossary, chinese, english, what),
    });
  return {
    title: (chinese) => translated(chinese, 'title'),
    sentence: (chinese) => translated(chinese, 'sentence'),
    async kept(chinese) {
      const held = provider && (await table.get<{ made: string }>(machineKey('translate', hashOf(provider, chinese))));
      return held && judgeBy(glossary, chinese, held.made, 'sentence').text;
    },
    ...(provider && { tryOut: async () => judgeBy(glossary, trial, await provider.ask(trial), 'sentence') }),
    async gist(title, text) {
      if (!ask) return undefined;
      const source = `${title}\n\n${text.slice(0, gistReads)}`;
      const hash = sha256(source);
      const prompt = gistPrompt(title, text, hash.slice(0, 16));
      const make = async (): Promise<readonly GistSentence[]> => readGist(await ask(prompt), source);
      return made('bedrock', hash, { price: usd(bedrockUsd(prompt.system + prompt.user)), make, judge: guardGist });
    },
  };
}
