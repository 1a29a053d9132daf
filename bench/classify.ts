import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { concepts } from '../shared/registry/lexicon.ts';
import { fold } from '../shared/registry/script.ts';
import { classify } from '../shared/stages/classify/classify.ts';
import { buildMatcher, spellingVariants } from '../shared/stages/text/match.ts';
import { bundled, loadCost } from './functions.ts';
import { type Bench, type Cost, costOf, least, type Options, type Report, round, rssMb } from './measure.ts';

/** Processor time until lexicon, matcher and weights are ready, bundled as they are deployed, above that of an empty process; the best of some processes. */
async function loadOfModel(turns: number): Promise<{ readonly loadMs: number; readonly kilobytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-classify-'));
  const bundle = await bundled('shared/stages/classify/model.ts', join(folder, 'model.mjs'));
  const cpuOf = (module: string): number => least(Array.from({ length: turns }, () => loadCost(module, 'storedModel'))).cpuMs;
  const loadMs = Math.round(cpuOf(pathToFileURL(bundle).href) - cpuOf('node:path'));
  const kilobytes = Math.round(statSync(bundle).size / 1024);
  await rm(folder, { recursive: true });
  return { loadMs, kilobytes };
}

/** Made-up texts of 5,000 characters, of passages of the labelled rows. */
function textsOfPassages(count: number): readonly { readonly title: string; readonly text: string }[] {
  const rows = readFileSync(new URL('./labelled/long-test.tsv', import.meta.url), 'utf8')
    .split('\n')
    .slice(1);
  const cells = rows.map((line) => line.split('\t'));
  const passages = cells.flatMap(([, , , , text = '']) => (text.length > 500 ? text : []));
  return Array.from({ length: count }, (_, i) => {
    let text = '';
    for (let k = i; text.length < 5000; k += 7) text += `${passages[k % passages.length]}\n`;
    return { title: cells[i % passages.length]?.[3] ?? '', text: text.slice(0, 5000) };
  });
}

type Compared = {
  readonly words: number;
  readonly matcher: number;
  readonly loop: number;
  readonly ratio: number;
  readonly textsThatDiffer: number;
};

/** Words of the lexicon in Chinese characters alone, which have one spelling: a loop finds them as the matcher does. */
const plainWords: readonly string[] = [...new Set(concepts.flatMap(({ terms }) => terms))].filter(
  (word) => /^[\u4e00-\u9fff]+$/.test(word) && spellingVariants(word).length === 1 && fold(word) === word,
);

/** Which of so many words occur in each text: by the product's matcher, and by a loop of `includes`. Microseconds of the processor a text. */
async function compareMatchers(texts: readonly string[], count: number): Promise<Compared> {
  const step = Math.max(1, Math.floor(plainWords.length / count));
  const words = plainWords.filter((_, at) => at % step === 0).slice(0, count);
  const matcher = buildMatcher(words);
  const ways: Readonly<Record<'matcher' | 'loop', (text: string) => readonly number[]>> = {
    matcher(text) {
      const found = new Set<number>();
      matcher.scan(text, (term) => void found.add(term));
      return [...found].toSorted((a, b) => a - b);
    },
    loop(text) {
      const folded = fold(text);
      return words.flatMap((word, at) => (folded.includes(word) ? [at] : []));
    },
  };
  const costs: Record<'matcher' | 'loop', Cost[]> = { matcher: [], loop: [] };
  for (let turn = 0; turn < 5; turn += 1)
    for (const name of ['matcher', 'loop'] as const) costs[name].push(await costOf(() => texts.map(ways[name])));
  const [ours, loop] = [least(costs.matcher, texts.length).cpuMs, least(costs.loop, texts.length).cpuMs];
  const textsThatDiffer = texts.filter((text) => ways.matcher(text).join() !== ways.loop(text).join()).length;
  return {
    words: words.length,
    matcher: Math.round(ours * 1000),
    loop: Math.round(loop * 1000),
    ratio: round(ours / loop),
    textsThatDiffer,
  };
}

async function run({ docs = '200', turns = '9' }: Options): Promise<Report> {
  const load = await loadOfModel(Number(turns));
  const documents = textsOfPassages(Number(docs));
  const costs: Cost[] = [];
  for (let turn = -5; turn < 7; turn += 1) {
    const cost = await costOf(() => documents.map((document) => classify(document)));
    if (turn >= 0) costs.push(cost);
  }
  const { cpuMs } = least(costs, documents.length);
  // The matcher reads over blanks, breaks and quotation marks inside a word; a loop does not.
  const texts = documents.map(({ text }) => text.replace(/[\s“”‘’"「」『』]+/g, ''));
  const few = await compareMatchers(texts, 400);
  const all = await compareMatchers(texts, plainWords.length);
  return {
    figures: [
      { figure: 'matcher : loop of includes, 400 words', measured: few.ratio, atMost: 0.4 },
      { figure: 'texts of which matcher and loop find different words', measured: few.textsThatDiffer + all.textsThatDiffer, atMost: 0 },
    ],
    documents: documents.length,
    characters: 5000,
    perSecond: Math.round(1000 / cpuMs),
    microseconds: Math.round(cpuMs * 1000),
    'microseconds of matching': { few, all },
    ...load,
    rssMb: rssMb(),
  };
}

export const classification: Bench = { sides: {}, run };
