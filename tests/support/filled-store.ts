import type { Citation } from '../../shared/model/article.ts';
import type { Head, Revision } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { IndexChange } from '../../shared/model/query.ts';
import { changesOf, newsKey } from '../../shared/model/table.ts';
import { addDays, dayOf, daysOfWeek, lastWeek, weekOf, weekOfDay } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { keptWeek } from '../../shared/pipeline/read/digest.ts';
import { citationKeys } from '../../shared/stages/identity/resolve.ts';
import { numberKey } from '../../shared/stages/numbers/numbers.ts';
import { titleKey } from '../../shared/stages/text/titles.ts';
import { headItem, nameItems, revisionItem } from '../../shared/store/documents.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { idOf, inventedRow } from './invented-rows.ts';

/**
 * A store of so many invented documents in table, bucket and index, written in portions without the way of a page, so that 20,000 are there within minutes. So many
 * a week, whatever the size: a larger store reaches further back. Every tenth cites the first acts, and each some of those before it.
 */

const hubs = 5;
const characters = 1500;
const bodies = [
  { id: 'cac', name: '国家互联网信息办公室', english: 'CAC' },
  { id: 'miit', name: '工业和信息化部', english: 'MIIT' },
  { id: 'ndrc', name: '国家发展和改革委员会', english: 'NDRC' },
  { name: '河湾市工业和信息化局' },
] as const;

export const numberOf = (n: number): string => `河政发〔${2000 + (n % 26)}〕${n + 1}号`;
const titleOf = (n: number, row: IndexChange): string => (n < hubs ? `河湾市第${n + 1}号人工智能发展规划` : row.title);

/** When a document of a store of `total` was first read. */
const seenAt = ({ n, total, now, aWeek }: Place): Date => new Date(now.getTime() - (total - n) * ((7 * 86_400_000) / aWeek));

function citationsOf(n: number): readonly Citation[] {
  const cited = [
    ...(n % 10 === 0 && n >= hubs ? [n % hubs] : []),
    ...(n > 20 ? [n - 7, n - 13] : []),
    ...(n % 4 === 0 ? [1_000_000 + n] : []),
  ];
  return cited.map((other, at) => {
    const number = numberOf(other);
    return { number, relation: at === 0 ? 'implements' : 'cites', quote: `根据《河湾市有关规定》（${number}），制定本办法` };
  });
}

const textOf = (n: number, row: IndexChange): string =>
  row.text
    .split('。')
    .map((sentence, at) => (at % 3 === 0 ? `第${at / 3 + 1}条　${sentence}` : sentence))
    .join('。\n')
    .concat(
      n % 3 === 0
        ? '\n到2027年，智能算力规模达到300EFLOPS以上。本办法自2026年12月1日起施行。'
        : '\n支持人工智能大模型训练和智能算力中心建设。',
    );

type Made = { readonly head: Head; readonly revision: Revision; readonly row: IndexChange; readonly at: string };
type Place = {
  readonly n: number;
  readonly total: number;
  readonly now: Date;
  readonly aWeek: number;
  readonly textHash: string;
  readonly sourceId: string;
};

function makeDocument(place: Place): Made {
  const { n, textHash, sourceId } = place;
  const invented = inventedRow(n, 10);
  const at = seenAt(place).toISOString();
  const day = dayOf(new Date(at));
  const body = bodies[n % bodies.length] ?? bodies[0];
  const [id, title, number] = [idOf(n), titleOf(n, invented), numberOf(n)];
  const url = `https://www.hewan.example/${n}.html`;
  const evidence = `evidence/sha256/${textHash}/${'0'.repeat(32)}.json`;
  const citations = citationsOf(n);
  const type = n % 9 === 0 ? 'draft' : 'notice';
  const commentBy = type === 'draft' ? addDays(day, 30) : undefined;
  const fact = (value: string) => ({ value, precision: 'day', from: 'body', quote: value }) as const;
  const keys = [`n:${numberKey(number)}`, `t:${titleKey(title)}`];
  const themes = [...new Set<Head['themes'][0]['theme']>(['compute', n % 2 === 0 ? 'regulation' : 'chips'])];
  const english = `Notice on Computing, Number ${n}`;
  const copies = [{ url, sourceId, authority: 50, differs: false, wording: textHash, textHash, evidence, firstSeenAt: at }];
  const head: Head = {
    ...{ id, kind: 'article', url, canonicalUrl: url, sourceId, reader: 'conventions', charset: 'utf-8', language: 'zh-Hans' },
    ...{
      titleLanguage: 'zh-Hans',
      title,
      number,
      issuers: [body],
      type,
      status: 'unknown',
      attachments: [],
      citations,
      warnings: [],
      keys,
    },
    dates: { published: fact(day), signed: fact(day), ...opt('commentBy', commentBy === undefined ? undefined : fact(commentBy)) },
    ...{ authority: 50, relevant: true, relevance: 0.9, entities: [], english: { title: english, by: 'glossary' }, textHash, evidence },
    themes: themes.map((theme) => ({ theme, score: 0.9, evidence: [{ term: '通知', where: 'title', start: 0, end: 2 }] })),
    ...{ firstSeenAt: at, lastSeenAt: at, copies, revisionCount: 1, version: 1 },
  };
  const revision: Revision = { documentId: id, n: 1, at, by: 'publisher', what: 'new', textHash, evidence, changes: [] };
  const cites = citations.map((each) => ({ ...each, keys: citationKeys(each) }));
  const row: IndexChange = {
    ...invented,
    ...{ title, english, number, type, themes, issuerNames: [body.name], issuerIds: 'id' in body ? [body.id] : [], sourceIds: [sourceId] },
    ...{ url, published: day, signed: day, firstSeenAt: at, ...opt('commentBy', commentBy) },
    register: {
      ...invented.register,
      keys,
      act: true,
      draft: type === 'draft',
      day,
      cites,
      figures: invented.register?.figures ?? [],
      windows: [],
    },
  };
  return { head, revision, row, at };
}

function itemsOf({ head, revision, at }: Made, position: number): readonly Item[] {
  const place = `${at}#${head.id}#00001`;
  const news = { ...newsKey(position), value: { ...revision, position }, gsi1: { pk: changesOf(weekOf(new Date(at))), sk: place } };
  return [headItem(head), revisionItem(revision), news, ...nameItems(head)];
}

/** Digests of the running week and the last one, and copies of that one for the weeks before. */
async function fillWeeks(context: Context, weeks: number): Promise<void> {
  const last = lastWeek(context.now());
  const digest = await keptWeek(last, context);
  await keptWeek(weekOf(context.now()), context);
  for (let n = 1; n < weeks; n += 1) {
    const week = weekOfDay(addDays(digest.from, -7 * n));
    await context.digests.keep({ ...digest, week, ...daysOfWeek(week) });
  }
}

const portion = 500;

/** What is filled: a store by its context and its bare table. */
export type Filled = { readonly context: Context; readonly table: Table };
type Filling = { readonly texts?: number; readonly aWeek?: number };

/** Texts that documents share, stored; and what makes the document of a number in a store of `total`. */
async function openMaker(context: Context, total: number, { texts = 40, aWeek = 40 }: Filling) {
  const words = Array.from({ length: texts }, (_, n) => textOf(n, inventedRow(n, characters)));
  const hashes: string[] = [];
  for (const text of words) hashes.push(await context.snapshots.saveText(text));
  const [now, sources] = [context.now(), context.settings.sources];
  const make = (n: number): Made =>
    makeDocument({ n, total, now, aWeek, textHash: String(hashes[n % texts]), sourceId: String(sources[n % sources.length]?.id) });
  return { make, words };
}

/** Fills an empty store. `texts`: how many different texts its documents have; `weeks`: how many weeks have a digest; `aWeek`: how many documents each brought. */
export async function fillStore({ context, table }: Filled, total: number, { texts = 40, weeks = 8, aWeek = 40 } = {}): Promise<void> {
  const [now, sources] = [context.now(), context.settings.sources];
  const { make, words } = await openMaker(context, total, { texts, aWeek });
  for (const { id } of sources)
    await context.sources.update(id, now.toISOString(), (state) => ({
      ...state,
      condition: 'ok',
      checkedAt: now.toISOString(),
      listed: 20,
    }));
  for (let from = 0; from < total; from += portion) {
    const some = Array.from({ length: Math.min(portion, total - from) }, (_, at) => from + at);
    await table.putMany(some.flatMap((n) => itemsOf(make(n), n + 1)));
  }
  await context.search.discard();
  while (
    !(await context.search.renew(async function* (after) {
      for (let from = after === undefined ? 0 : Number.parseInt(after, 16) + 1; from < total; from += portion) {
        const some = Array.from({ length: Math.min(portion, total - from) }, (_, at) => from + at);
        yield { changes: some.map((n) => ({ ...make(n).row, text: String(words[n % texts]) })), last: idOf(from + some.length - 1) };
      }
    }))
  );
  await fillWeeks(context, weeks);
}
