import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { collectPage } from '../../shared/pipeline/collect/page.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { callTool, connectAssistant } from '../support/assistant.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';
import { type Asked, asked, type Ids, invented, referred } from './asked.ts';
import { check, rowsOf } from './check.ts';
import { framed, unwrapped } from './framed.ts';

/**
 * Asks the questions of `asked.ts` of a store of acts, by page and by tool, each in one step: `node tests/corpus/asks.ts SHARED [--keep FOLDER] [--show]`.
 * `--keep`: the store is made in a folder, or taken from it.
 */

const now = '2025-12-16T12:00:00+08:00';
const base = 'http://127.0.0.1:4180';
const about = /人工智能|智能体|算力|大模型|数据要素|公共数据|网站集约化/;

/** An act stands on the site of who issued it, where that is one of these. */
const sites: readonly (readonly [RegExp, string])[] = [
  [/^全国人民代表大会/, 'www.npc.gov.cn'],
  [/^国务院/, 'www.gov.cn'],
  [/^(?:国家互联网信息办公室|中央网信办)/, 'www.cac.gov.cn'],
  [/^工业和信息化部/, 'www.miit.gov.cn'],
];
const siteOf = (issuers: string): string => sites.find(([name]) => name.test(issuers))?.[1] ?? 'acts.sample.example';

function actPages(root: string): readonly Recorded[] {
  const rows = rowsOf(path.join(root, 'acts.tsv'));
  return rows.flatMap(({ file = '', title = '', issuers = '', signed_date = '', published_date = '' }) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (title === '' || !(file.startsWith('data-') || about.test(text))) return [];
    const day = published_date || signed_date || undefined;
    return [{ url: `https://${siteOf(issuers)}/sample/${file.replace('.txt', '.html')}`, body: framed(title, unwrapped(text), day) }];
  });
}

const inventedPages: readonly Recorded[] = invented.map(({ name, title, day, lines }) => ({
  url: `https://www.cac.gov.cn/sample/${name}.html`,
  body: framed(title, lines, day),
}));

/** Takes in the invented acts, and those of a folder of the corpus. */
export async function fill(bench: Bench, root?: string): Promise<void> {
  const pages = [...(root === undefined ? [] : actPages(root)), ...inventedPages];
  const replay = [writeWarcFile(path.join(bench.folder, 'asks.warc.gz'), pages)];
  await bench.within({ now, replay }, async (context) => {
    for (const { url } of pages) await collectPage({ kind: 'page', id: url, sourceId: 'added', url }, undefined, context);
    await updateIndex(context);
  });
}

/** What a reader sees of a page: its words, each block on a line of its own. */
const visible = (page: string): string =>
  page
    .slice(page.indexOf('<main'))
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<\/(?:p|h\d|li|dd|dt|tr|article|div|summary)>/g, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n');

type Answered = Asked & { readonly byPage: readonly string[]; readonly byTool: readonly string[] };
type Said = { readonly all: string; readonly first: string };

const faultsOf = ({ right, first, never = [] }: Asked, said: Said): readonly string[] => [
  ...right.filter((each) => !each.test(said.all)).map((each) => `lacks ${each}`),
  ...(first && !first.test(said.first) ? [`first is not ${first}`] : []),
  ...never.filter((each) => each.test(said.all)).map((each) => `has ${each}`),
];

/** Asks questions over a store; gives what page and tool lack of each answer. */
export async function ask(bench: Bench, questions = asked, show = false): Promise<readonly Answered[]> {
  return bench.within({ now }, async (context) => {
    const answers = answersOf(context, { secret: 'secret-of-the-tests', local: true });
    const app = createApp(answers);
    const client = await connectAssistant(app);
    const idOf = async (ref: string): Promise<string> => (await answers.resolve(ref)).ids[0] ?? 'none';
    const found = await Promise.all(Object.entries(referred).map(async ([name, ref]) => [name, await idOf(ref)] as const));
    const ids = Object.fromEntries(found) as Ids;
    const read = async (address: string): Promise<string> => {
      const answer = await app.request(`${base}${address}`, { headers: { accept: 'text/html' } });
      const elsewhere = answer.headers.get('location');
      return elsewhere ? read(elsewhere) : answer.text();
    };
    const rows: Answered[] = [];
    for (const each of questions) {
      const page = await read(typeof each.page === 'string' ? each.page : each.page(ids));
      const hits = page.split('<article class="item">').slice(1);
      const all = page.startsWith('{') ? page : visible(page);
      // One document is shown at once.
      const byPage = { all, first: hits[0] === undefined ? all : visible(`<main>${hits[0]}`) };
      const { text, answer } = await callTool(client, ...each.tool);
      const [item] = (answer['items'] ?? []) as readonly object[];
      const byTool = { all: text, first: JSON.stringify(item ?? '') };
      if (show)
        console.log(`\n==== ${each.n ?? ''} ${each.asks}\n---- page\n${byPage.all.slice(0, 3000)}\n---- tool\n${text.slice(0, 3000)}`);
      rows.push({ ...each, byPage: faultsOf(each, byPage), byTool: faultsOf(each, byTool) });
    }
    await client.close();
    return rows;
  });
}

/** Checks the answers over a store of the corpus. `keep`: a folder where the store stays. */
export async function asks(
  corpus: string,
  { keep, made = false, show = false }: { keep?: string; made?: boolean; show?: boolean } = {},
): Promise<void> {
  const bench = await openBench(keep);
  try {
    if (!made) await fill(bench, path.join(corpus, 'acts'));
    const rows = await ask(bench, asked, show);
    for (const { n, asks: words, byPage, byTool } of rows) {
      console.log(
        `${String(n ?? '-').padStart(2)} page ${byPage.length === 0 ? 'right' : 'WRONG'}, tool ${byTool.length === 0 ? 'right' : 'WRONG'}: ${words}`,
      );
      for (const fault of byPage) console.log(`     page ${fault}`);
      for (const fault of byTool) console.log(`     tool ${fault}`);
    }
    const counted = rows.filter(({ n }) => n !== undefined);
    const pages = counted.filter(({ byPage }) => byPage.length === 0).length;
    const tools = counted.filter(({ byTool }) => byTool.length === 0).length;
    check('questions answered in English in one step, by page ≥ 14', pages >= 14, `${pages} of ${counted.length}`);
    check('questions answered in English in one step, by tool ≥ 14', tools >= 14, `${tools} of ${counted.length}`);
  } finally {
    await (keep === undefined ? bench.close() : bench.leave());
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { keep: { type: 'string' }, made: { type: 'boolean' }, show: { type: 'boolean' } },
    allowPositionals: true,
  });
  await asks(path.join(path.resolve(positionals[0] ?? '../shared'), 'corpus'), values);
}
