/**
 * Counts the conformance cases of three suites of feed readers: `node tests/corpus/feeds.ts SHARED [--write docs/feeds.md]`.
 * A case counts when it is about what a listing holds: title, address, day, words, charset, or that the feed can be read at all.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ListingPage } from '../../shared/model/article.ts';
import { SourceError } from '../../shared/model/errors.ts';
import { readFeed } from '../../shared/stages/listing/feed.ts';
import { decode } from '../../shared/stages/text/decode/decode.ts';
import { type Claim, claimsOf, type Read } from './feed-claims.ts';
import { page } from './feed-report.ts';

const shared = path.resolve(process.argv[2] ?? '../shared');
const folder = path.join(shared, 'corpus/conformance');
const today = '2026-11-25';

export type Case = { readonly file: string; readonly claims: readonly Claim[]; readonly faults: readonly string[] };

async function readCase(file: string, headers: string): Promise<Read> {
  const bytes = readFileSync(path.join(folder, file));
  const contentType = /^content-type:\s{0,4}(.{1,200})/im.exec(headers)?.[1];
  const decoded = decode(bytes, contentType);
  try {
    const listing: ListingPage = await readFeed({ url: 'http://feeds.example/feed.xml', decoded, today, unaddressed: true });
    return { text: decoded.text, charset: decoded.charset, listing };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { text: decoded.text, charset: decoded.charset, refused: `${error.trouble}: ${error.message}` };
  }
}

const cases: Case[] = [];
for (const line of readFileSync(path.join(folder, 'feeds.tsv'), 'utf8').split('\n').slice(1)) {
  const [file, suite = '', , expect = '', headers = ''] = line.split('\t');
  if (!file) continue;
  const wanted = suite === 'gofeed' ? readFileSync(path.join(folder, path.dirname(file), expect), 'utf8') : expect;
  const claims = claimsOf(suite, wanted, file);
  const read = await readCase(file, headers);
  cases.push({ file, claims, faults: claims.flatMap((claim) => claim.fault(read) ?? []) });
}
const { report, met } = page(cases);
const target = process.argv.indexOf('--write');
if (target > 0) writeFileSync(process.argv[target + 1] ?? 'docs/feeds.md', report);
else process.stdout.write(report);
process.exitCode = met ? 0 : 1;
