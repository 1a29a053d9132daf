import { sha256 } from '../shared/stages/text/hash.ts';
import { inventedRow } from './invented-rows.ts';

/** A line of an export with an invented document, the same at every run: as `hongtou import` takes it. */
export function inventedLine(seed: number, characters: number): string {
  const {
    id,
    title,
    english,
    number,
    type,
    authority,
    text,
    issuerNames,
    themes,
    sourceIds,
    published = '',
    firstSeenAt,
    url,
  } = inventedRow(seed, characters);
  const textHash = sha256(text);
  const evidence = `evidence/sha256/${textHash}/${textHash.slice(0, 32)}.json`;
  const seen = { firstSeenAt, lastSeenAt: firstSeenAt };
  const copy = { url, sourceId: sourceIds[0], authority, differs: false, wording: textHash.slice(0, 16), textHash, evidence, firstSeenAt };
  return JSON.stringify({
    ...{ kind: 'article', id, url, canonicalUrl: url, sourceId: sourceIds[0], reader: 'conventions', charset: 'utf-8' },
    ...{ language: 'zh-Hans', titleLanguage: 'zh-Hans', title, number, type, status: 'issued', authority },
    issuers: issuerNames.map((name) => ({ name })),
    dates: { published: { value: published, precision: 'day', from: 'meta-tag', quote: published } },
    ...{ text, attachments: [], warnings: [], citations: [], entities: [] },
    ...{ relevant: true, relevance: 0.9, themes: themes.map((theme) => ({ theme, score: 0.9, evidence: [] })) },
    ...{ english: { title: english, by: 'glossary' }, ...seen, copies: [copy], links: [], citedBy: [] },
    revisions: [{ n: 1, at: firstSeenAt, by: 'publisher', what: 'new', textHash, evidence, changes: [] }],
    held: { keys: [`t:${title}-${seed}`, `n:${number}`], textHash, evidence, version: 1, status: 'issued', texts: [] },
  });
}
