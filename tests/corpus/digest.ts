import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Digest } from '../../shared/model/digest.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import { hasHan } from '../../shared/model/values.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { collectPage } from '../../shared/pipeline/collect/page.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';
import { type Bench, openBench } from '../support/bench.ts';
import * as faults from '../support/digest-faults.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';
import { check, type Row, rowsOf } from './check.ts';
import { framed } from './framed.ts';

/** A digest of many documents of the corpus: the made pages, real pages, and real acts set as pages of a ministry. Every fact in it has its words, and so on. */

const now = '2026-11-27T12:00:00+08:00';
const week = '2026-W48';
const mostActs = 60;
const about = /人工智能|智能体|算力|大模型|数据要素|公共数据|具身/;
function actPages(root: string): readonly Recorded[] {
  const acts = rowsOf(path.join(root, 'acts.tsv')).map((row) => ({ row, text: readFileSync(path.join(root, row['file'] ?? ''), 'utf8') }));
  const chosen = acts.filter(({ row, text }) => row['title'] && about.test(text)).slice(0, mostActs);
  return chosen.map(({ row: { file = '', title = '' }, text }, i) => {
    const lines = text.split('\n').flatMap((line) => line.trim() || []);
    // Four of five were put up in the week, the others long ago.
    const body = framed(title, lines, i % 5 === 4 ? undefined : '2026-11-24');
    return { url: `https://acts.sample.example/zwgk/${file.replace('.txt', '.html')}`, body };
  });
}

const stored = (rows: readonly Row[], root: string): readonly Recorded[] =>
  rows.map(({ file = '', url = '' }) => ({
    url,
    body: readFileSync(path.join(root, file)),
    headers: { 'Content-Type': 'text/html' },
  }));

function pagesOf(corpus: string): readonly Recorded[] {
  const made = path.join(corpus, 'synthetic');
  const details = (file: string): readonly Row[] =>
    rowsOf(file).filter(({ kind, url, file: name = '' }) => kind === 'detail' && url && /\.(?:s?html?|htm)$/.test(name));
  const real = details(path.join(corpus, 'manifest.tsv')).filter(
    ({ file = '', title = '' }) => file.startsWith('pages/') && about.test(title),
  );
  return [...stored(details(path.join(made, 'manifest.tsv')), made), ...stored(real, corpus), ...actPages(path.join(corpus, 'acts'))];
}

type MadeDigest = { readonly digest: Digest; readonly documents: readonly ShownDocument[] };

/** Takes in the pages as `add` does and composes their week. */
async function makeDigest(corpus: string, bench: Bench): Promise<MadeDigest> {
  const pages = pagesOf(corpus);
  const replay = [writeWarcFile(path.join(bench.folder, 'corpus.warc.gz'), pages)];
  await bench.within({ now, replay }, async (context) => {
    for (const { url } of pages) await collectPage({ kind: 'page', id: url, sourceId: 'added', url }, undefined, context);
    await updateIndex(context);
  });
  const lines = (await bench.exported({ now })).split('\n').filter(Boolean);
  const documents = lines.map((line): ShownDocument => JSON.parse(line));
  return { digest: await bench.within({ now }, (context) => composeWeek(week, context)), documents };
}

/** Checks a digest of the corpus. `keep` is given what was made. */
export async function digests(corpus: string, keep?: (made: MadeDigest) => void): Promise<void> {
  const bench = await openBench();
  try {
    const made = await makeDigest(corpus, bench);
    const { digest, documents } = made;
    keep?.(made);
    const items = itemsOf(digest);
    // Acts of other years that are put up in the week are reprints, told in a line.
    check('digest, documents ≥ 50', new Set(items.map(({ id }) => id)).size >= 50, String(items.length));
    check('digest, facts ≥ 120', faults.factsOf(digest).length >= 120, String(faults.factsOf(digest).length));
    const none = (what: string, found: readonly string[], of: number): void => {
      check(`digest, ${what}`, found.length === 0, `${found.length} of ${of}`);
      for (const each of found.slice(0, 5)) console.log(`  ${each}`);
    };
    const text = digestText(digest, 'en');
    const mail = digestMail(digest, { language: 'both', baseUrl: 'http://127.0.0.1:4180' });
    const [sentences, labels, brief] = [
      faults.summaryLines(digest, 'sentence'),
      faults.summaryLines(digest, 'label'),
      faults.briefLines(text),
    ];
    none(
      'entries without an English headline',
      items.flatMap(({ english, title }) => (hasHan(english) ? title : [])),
      items.length,
    );
    none('facts without their words', faults.unprovedFacts(digest, documents), faults.factsOf(digest).length);
    none('documents twice in full', faults.repeatedDocuments(digest), items.length);
    none('acts twice in full, under two pages', faults.sameActs(digest), items.length);
    none('English mixed with Chinese', faults.mixedSentences(digest), sentences.length + labels.length);
    none('Chinese in the text that is no title, name or quote', faults.strayChinese(text, digest), text.length);
    none('Chinese in the mail that is not marked so', faults.unmarkedChinese(mail.html), mail.html.length);
    none('empty labels in the mail', faults.emptyLabels(mail.html), mail.html.length);
    none('sentences that are none', faults.brokenSentences([...sentences, ...brief]), sentences.length + brief.length);
    none('labels that are none', faults.brokenLabels(labels), labels.length);
  } finally {
    await bench.close();
  }
}
