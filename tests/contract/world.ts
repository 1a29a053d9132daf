import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, type Program, programOf, type Said, sample } from './client.ts';

/** An empty folder in which the demo was played, and exported (all.jsonl): the one instance that all tests of this room ask. */
export type World = Program & {
  readonly place: string;
  readonly played: Said;
  /** Documents, as `export` writes them before anybody has changed one. */
  readonly documents: readonly Held[];
};
type Held = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly number?: string;
  readonly revisions: readonly { readonly n: number }[];
};

export const options = ['--data', 'data/demo', '--config', 'sample.json', '--now', '2026-11-23T09:00:00+08:00'];
export const replay = ['--replay', sample('round4.warc.gz')];
export const pageUrl = 'https://www.example.gov.cn/art/2026/11/20/art_1_1.html';

const page = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>关于加强智能算力调度的通知</title></head><body><h1>关于加强智能算力调度的通知</h1>
<p>样发〔2026〕7号</p><div class="content"><p>各有关单位：</p><p>为促进人工智能产业发展，依据《中华人民共和国数据安全法》，现就加强智能算力调度有关事项通知如下。</p>
<p>一、算力平台应当在2027年3月底前接入调度系统。</p><p>二、本通知自2026年12月1日起施行。</p><p>样例省数据局</p><p>2026年11月20日</p></div></body></html>`;
const gold = [
  ['id', 'url', 'lang', 'title', 'gist', 'relevant', 'themes', 'doc_type', 'ambiguity'],
  ['1', 'u', 'zh', '关于促进人工智能和算力产业发展的通知', '', 'yes', 'compute', 'notice', ''],
];
const lines = (text: string): readonly string[] => text.trim().split('\n');

export async function openWorld(): Promise<World> {
  const place = mkdtempSync(join(tmpdir(), 'hongtou-contract-'));
  copyFileSync(sample('hongtou.config.json'), join(place, 'sample.json'));
  writeFileSync(join(place, 'page.html'), page);
  const { sources, ...rest } = JSON.parse(readFileSync(sample('hongtou.config.json'), 'utf8'));
  writeFileSync(join(place, 'one.json'), JSON.stringify({ ...rest, sources: { ...sources, only: ['demo-library'] } }));
  writeFileSync(join(place, 'gold.tsv'), gold.map((row) => `${row.join('\t')}\n`).join(''));
  await install(place);
  const program = programOf(place);
  const played = await program.alone(['demo', '--once', '--json']);
  await program.said(['export', '--out', 'all.jsonl', ...options]);
  const documents = lines(readFileSync(join(place, 'all.jsonl'), 'utf8')).map((line) => JSON.parse(line));
  const close = (): void => {
    program.close();
    rmSync(place, { recursive: true, force: true });
  };
  return { ...program, place, played, documents, close };
}
