import { createHash } from 'node:crypto';
import type { Hit } from '../../model/query.ts';
import type { FeedFacts } from '../../model/summary.ts';
import { findIssuer, issuerById } from '../../registry/issuers.ts';
import { beijing, dayWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine, toMarkup, webAddress } from '../words/escape.ts';
import { headlineOf, titleLanguage } from '../words/headline.ts';
import { issuerMissing } from '../words/issuer-missing.ts';
import { unseenWords } from '../words/unseen.ts';
import { dateNames, levelNames, statusNames, themeNames, typeNames, word } from '../words/words.ts';

/** What feeds and the calendar file tell of a document: the headline, a line of facts, the same English paragraph as the digest, and what only its Chinese words say. */

export type FeedItem = {
  /** The same under every address at which the instance is asked. */
  readonly id: string;
  readonly page: string;
  readonly official?: string;
  readonly title: string;
  readonly language: 'en' | 'zh-Hans';
  /** Plain text, and the same with each language marked. */
  readonly summary: string;
  readonly html: string;
  readonly published: string;
  readonly updated: string;
  readonly tags: readonly string[];
};

type Told = { readonly hit: Hit; readonly facts: FeedFacts | undefined };

export const instant = (value: string): string => new Date(Number.isNaN(Date.parse(value)) ? 0 : Date.parse(value)).toISOString();

/** English text with the names in it that are Chinese marked as such. */
const marked = (text: string): Html =>
  joinParts(
    text
      .split(/([\p{Script=Han}〔〕《》“”、，。；：（）]+[\d\p{Script=Han}〔〕《》“”、，。；：（）]*)/u)
      .map((part) => (titleLanguage(part) === 'zh-Hans' ? html`<span lang="zh-Hans">${part}</span>` : part)),
    '',
  );

/** A name-based identifier (RFC 9562, version 5): the document's own, wherever the instance is reached. */
function urnOf(id: string): string {
  const hash = createHash('sha1').update(`hongtou document ${id}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

/** Issuers in English where the registry knows them. */
function issuersOf(hit: Hit): string {
  const names = hit.issuerNames.map((name) => findIssuer(name)?.english ?? name);
  const known = names.length > 0 ? names : hit.issuerIds.map((id) => issuerById(id)?.english ?? id);
  return known.length > 0 ? known.join(', ') : issuerMissing(hit, 'en');
}

/** The headline, and the other titles: the Chinese one where the headline is English, and that of the notice which issues an act. */
export function nameOf(hit: Hit): { readonly title: string; readonly originals: readonly string[] } {
  const { english, chinese } = headlineOf(hit);
  const title = plainLine(english || chinese, 400);
  const originals = new Set([chinese, hit.title].map((each) => plainLine(each, 400)));
  return { title, originals: [...originals].filter((each) => each !== '' && each !== title) };
}

/** Kind, status, issuer, number and days in one line; days that the paragraph tells are left to it. */
function factLine({ hit, facts }: Told): string {
  const told = facts?.summary.some(({ kind }) => kind === 'sentence') === true;
  const days = (['signed', 'published', 'effective', 'commentBy', 'expires'] as const).flatMap((kind) =>
    told || hit[kind] === undefined ? [] : [`${word(dateNames, kind, 'en')} ${dayWords(hit[kind], 'en')}`],
  );
  const withdrawn =
    facts?.withdrawnAt && `withdrawn, no longer on its official page since ${dayWords(beijing(facts.withdrawnAt).slice(0, 10), 'en')}`;
  return [
    withdrawn,
    word(typeNames, hit.type, 'en'),
    word(statusNames, hit.status, 'en'),
    issuersOf(hit),
    unseenWords(hit, 'en'),
    hit.level && word(levelNames, hit.level, 'en'),
    hit.number,
    ...days,
  ]
    .filter(Boolean)
    .map((part) => plainLine(String(part), 400))
    .join(' · ');
}

/** The sentences of a document as a paragraph, then a line for each label with its words. */
export function paragraphOf(facts: FeedFacts | undefined): readonly string[] {
  const { summary = [] } = facts ?? {};
  const sentences = summary.filter(({ kind }) => kind === 'sentence').map(({ says }) => says);
  const labels = summary.filter(({ kind }) => kind === 'label').map(({ says, quote }) => `${says}: “${plainLine(quote, 400)}”`);
  return [sentences.join(' '), ...labels].filter((line) => line !== '');
}

/** What is told of a document, line by line; `summary` of a feed and `DESCRIPTION` of an event. */
export function linesOf(told: Told): readonly string[] {
  return [factLine(told), ...paragraphOf(told.facts), ...nameOf(told.hit).originals];
}

function markedLines(told: Told): Html {
  const { summary = [] } = told.facts ?? {};
  const sentences = summary.filter(({ kind }) => kind === 'sentence');
  const labels = summary.filter(({ kind }) => kind === 'label');
  const titles: HtmlPart = nameOf(told.hit).originals.map((each) => html`<p lang="${titleLanguage(each)}">${each}</p>`);
  const items: HtmlPart = labels.map(
    ({ says, quote }) => html`<li>${says}: <q lang="${titleLanguage(quote)}">${plainLine(quote, 400)}</q></li>`,
  );
  return html`<p lang="en">${marked(factLine(told))}</p>${
    sentences.length > 0 && html`<p lang="en">${marked(sentences.map(({ says }) => says).join(' '))}</p>`
  }${labels.length > 0 && html`<ul lang="en">${items}</ul>`}${titles}`;
}

/** The item of a document in a feed that is asked for under `origin`. */
export function toFeedItem(told: Told, origin: string): FeedItem {
  const { hit, facts } = told;
  const { title } = nameOf(told.hit);
  const official = webAddress(hit.url);
  return {
    id: urnOf(hit.id),
    page: `${origin}/documents/${encodeURIComponent(hit.id)}`,
    title,
    language: titleLanguage(title),
    summary: linesOf(told).join('\n'),
    html: toMarkup(markedLines(told)),
    published: instant(hit.firstSeenAt),
    updated: instant(facts?.changedAt ?? hit.firstSeenAt),
    tags: hit.themes.map((theme) => word(themeNames, theme, 'en')),
    ...(official !== undefined && { official }),
  };
}
