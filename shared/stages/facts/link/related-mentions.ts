import type { StatedChange } from '../../../model/article.ts';
import { hasHan, opt, orEmpty } from '../../../model/values.ts';
import type { ChangingRelation, DocumentType, Relation } from '../../../model/vocabulary.ts';
import { pressNames } from '../../../registry/bodies.ts';
import { findIssuers } from '../../../registry/issuers.ts';
import words from '../../../registry/tables/title-words.json' with { type: 'json' };
import { foldScript } from '../../text/language.ts';
import { expressionsOf, oneOf, spanOf } from '../../text/words.ts';
import { compileForms } from '../phrases/phrases.ts';
import { columnsOf, isChanging, readChange, readRow, readSwaps, relationOfLabel } from './change.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };
import { findMentions, type Mention } from './mentions.ts';
import { findRelations, type SaidRelation, type StatedRelation } from './relation.ts';
import {
  annexOpened,
  announcedLists,
  isHeading,
  isListed,
  isListedBehind,
  isMeant,
  nakedTitle,
  opensRepeals,
  titleInProse,
} from './repeal-lists.ts';
import { type Span, splitSentences, textFlags } from './sentences.ts';

const {
  repealed,
  /** A cell of a standard's card that makes a replaced text of the one in the cell behind it. */
  replacedLabel,
  /** 该办法有效期延长两年, 原公告中…更正为: the text that was named before. */
  namedBefore,
  /** 《X》第八条 in a list of what is repealed. */
  partBehind,
} = compileForms(forms.relatedMentions);

export type RelatedMention = Mention & {
  readonly relation: StatedRelation;
  readonly quote: string;
  readonly sentence: Span;
  /** What its sentence does to it, where the relation is one of change. */
  readonly change?: StatedChange;
};

const widest = 200;

function quoteOf(sentence: string, from: number, to: number): string {
  const trimmed = sentence.trim();
  if (trimmed.length <= widest) return trimmed;
  const start = Math.max(0, Math.min(from - Math.floor((widest - (to - from)) / 2), sentence.length - widest));
  return sentence.slice(start, start + widest).trim();
}

/** Where the label stands that says of a line what it is; `undefined` when none does. */
function findReplacedLabel(plain: string, { start }: Span): number | undefined {
  const from = Math.max(0, start - 28);
  const label = replacedLabel.exec(plain.slice(from, start));
  return label ? from + label.index : undefined;
}

/** A sentence that names a text has one of these, and so one of these characters. */
const mentionFlags = textFlags.figure | textFlags.letter | textFlags.name;
const mentionShapes = /[《》〔［[【]|\d号|第[〇零一二三四五六七八九十百]{1,7}号|[A-Z]{1,3}\s?\/?T?\s?\d|[a-z]{3}|转发/;

type Sentence = { readonly text: string; readonly plain: string };

function standIn({ plain }: Sentence, words: RegExp): Mention | undefined {
  const found = words.exec(plain);
  return found
    ? {
        ...spanOf(found),
        draft: plain.startsWith('征求意见', found.index),
        short: false,
        aliases: [],
      }
    : undefined;
}

function changeOf({ text, plain }: Sentence, mentions: readonly Mention[], { relation, from, to }: SaidRelation, base: string | undefined) {
  if (!isChanging(relation)) return undefined;
  const blank = mentions.reduce((all, { start, end }) => all.slice(0, start) + ' '.repeat(end - start) + all.slice(end), plain);
  const quote = quoteOf(text, from, Math.min(to, from + widest));
  return readChange(relation, { text: text.slice(from, to), plain: blank.slice(from, to), quote, base });
}

type Stated = { readonly relation: ChangingRelation; readonly change: StatedChange };

function statedOf(sentence: Sentence, words: RegExp, base: string | undefined): Stated | undefined {
  const mention = standIn(sentence, words);
  const [said] = mention ? findRelations(sentence.plain, [mention]) : [];
  const change = mention && said ? changeOf(sentence, [mention], said, base) : undefined;
  return change && said && isChanging(said.relation) ? { relation: said.relation, change } : undefined;
}

/** What an act that is known from elsewhere (the title) suffers in sentences that do not name it: 该办法有效期延长两年. */
export function findChangesOfKnown(text: string, base: string | undefined, relation: Relation): readonly StatedChange[] {
  const plain = foldScript(text);
  const swaps =
    (relation === 'amends' || relation === 'corrects') && !/《/.test(plain.replace(/[“"][^“”"]{0,200}[”"]/g, ''))
      ? readSwaps({ text, plain, base }).map((said) => ({ relation, ...said }))
      : [];
  const sentences = splitSentences(text).flatMap(({ start, end }) => {
    const sentence = { text: text.slice(start, end), plain: plain.slice(start, end) };
    return /[《》]|本(?:办法|规定|条例|细则|通知|公告|决定|通告)/.test(sentence.plain) ? [] : [sentence];
  });
  const stated = sentences.flatMap((sentence) => statedOf(sentence, namedBefore, base)?.change ?? []);
  if (stated.length + swaps.length > 0 || !isChanging(relation) || relation === 'amends') return [...stated, ...swaps];
  // The title says what is done, and a sentence that names nothing gives the new day.
  const plainly = sentences.map((sentence) => readChange(relation, { ...sentence, quote: sentence.text.trim().slice(0, widest), base }));
  return plainly.filter(({ until, effective, to, value }) => until ?? effective ?? to ?? value).slice(0, 1);
}

/** What the lines behind a line do: a list that it announces. */
type Listing = {
  readonly repeals: boolean;
  readonly stated?: Stated | undefined;
  readonly lead?: string;
  /** Headings may stand before the first of them. */
  readonly awaits?: boolean;
  readonly head?: ReturnType<typeof columnsOf>;
};

/** The words of an item, with those of the line that says from which day on its list is repealed. */
const quoteIn = (listing: Listing | undefined, quote: string): string =>
  listing?.lead === undefined ? quote : `${listing.lead.slice(-widest)} … ${quote}`;

function annexListing(plain: string, announced: ReturnType<typeof announcedLists>, base: string | undefined): Listing | undefined {
  const number = annexOpened(plain);
  const found =
    number === undefined
      ? undefined
      : (announced.get(number) ??
        (number === '' && announced.size === 1 ? [...announced.values()][0] : number === '1' ? announced.get('') : undefined));
  if (!found) return undefined;
  if (found.says === 'repeals') return { repeals: true, awaits: true, lead: found.said };
  const stated = statedOf({ text: found.said, plain: found.said }, annexed, base);
  return { repeals: false, awaits: true, stated: stated ?? { relation: 'extends', change: { relation: 'extends', quote: found.said } } };
}

function listingOf(sentence: Sentence, repeals: boolean, base: string | undefined): Listing | undefined {
  const head = tableHead.test(sentence.plain) ? columnsOf(sentence.plain) : [];
  if (head.length > 0) return { repeals: false, head };
  if (!/[：:]\s{0,6}$|\d\s?[部件个项][^。；《》]{0,12}。\s{0,6}$|^(?:附件\s?\d{0,2}\s{1,4})?\S{4,40}\s{0,6}$/.test(sentence.plain))
    return undefined;
  if (repeals && opensRepeals(sentence.plain))
    return { repeals: true, ...opt('lead', /\d\s{0,2}日起/.test(sentence.plain) ? sentence.text.trim() : undefined) };
  const heading = /(?:目录|清单|名单|一览表)\s{0,6}$/.test(sentence.plain) ? relationOfLabel(sentence.plain.trim()) : undefined;
  const stated =
    statedOf(sentence, listAhead, base) ??
    (heading && heading !== 'repeals' ? { relation: heading, change: { relation: heading, quote: sentence.text.trim() } } : undefined);
  return stated && { repeals: false, stated };
}

/**
 * 《X》将于10月31日到期。经评估，该细则延续执行至…: the sentence behind speaks of the one text that the sentence before it names, or of all where it says 上述.
 */
function changeNamed(
  named: RelatedMention[],
  first: number,
  { text, plain, span, base }: { readonly text: string; readonly plain: string; readonly span: Span; readonly base: string | undefined },
): void {
  const sentence = { text: text.slice(span.start, span.end), plain: plain.slice(span.start, span.end) };
  const words = /[《》]/.test(sentence.plain) ? undefined : namedBefore.exec(sentence.plain)?.[0];
  if (words === undefined || (named.length - first > 1 && !/^(?:上述|前述|以上)/.test(words))) return;
  const stated = statedOf(sentence, namedBefore, base);
  if (!stated) return;
  for (const [at, each] of named.entries())
    if (at >= first && /^(?:cites|draft-of)$/.test(each.relation) && !each.short && (each.draft || words !== ''))
      named[at] = { ...each, relation: stated.relation, change: stated.change };
}

const headed = (now: Listing | undefined, opened: Listing | undefined): Listing | undefined =>
  now && opened?.head ? { ...now, head: opened.head } : (opened ?? now);

/** A mention, with the days that the lines behind its sentence (对《X》作如下修改：) put for others. */
function withSwaps(
  each: RelatedMention,
  behind: readonly RelatedMention[],
  { text, plain, base }: { readonly text: string; readonly plain: string; readonly base: string | undefined },
): RelatedMention[] {
  const { relation, sentence } = each;
  if ((relation !== 'amends' && relation !== 'corrects') || !/[：:]\s{0,6}$/.test(plain.slice(sentence.start, sentence.end))) return [each];
  const next = behind.find((other) => other.sentence.start > sentence.start)?.sentence.start ?? text.length;
  const [from, to] = [sentence.end, Math.min(next, sentence.end + longestBlock)];
  const swaps = readSwaps({ text: text.slice(from, to), plain: plain.slice(from, to), base });
  return [each, ...swaps.map((said) => ({ ...each, quote: said.quote, change: { relation, ...said } }))];
}
const longestBlock = 4000;

/**
 * Every text named in `text`, sentence by sentence, with the relation that the sentence says. `base`: the day from which missing years are
 * counted.
 */
export function findRelatedMentions(text: string, base?: string): RelatedMention[] {
  const plain = foldScript(text);
  const named: RelatedMention[] = [];
  const repeals = repealed.test(plain);
  const lists = repeals || listAhead.test(plain) || tableHead.test(plain);
  const announced = lists || /附件|附后/.test(plain) ? announcedLists(plain) : new Map<never, never>();
  let listing: Listing | undefined;
  let before: { readonly end: number; readonly first: number } | undefined;
  for (const span of splitSentences(text)) {
    if (before?.end === span.start) changeNamed(named, before.first, { text, plain, span, base });
    // Most sentences name nothing.
    if (!lists && announced.size === 0 && (span.held & mentionFlags) === 0) continue;
    const sentence = { text: text.slice(span.start, span.end), plain: plain.slice(span.start, span.end) };
    const own = mentionShapes.test(sentence.plain) ? findMentions(sentence.text, sentence.plain) : [];
    const unnamed = listing ? nakedTitle : titleInProse;
    const [only, ...others] = own;
    const isBare = (only === undefined || (listing?.repeals === true && only.title === undefined)) && others.length === 0;
    const bare = isBare && !sentence.plain.includes('《') ? unnamed(sentence.text, sentence.plain) : [];
    const mentions = bare.length > 0 ? bare.map((each) => ({ ...each, ...opt('number', only?.number) })) : own;
    if (listing && !isListed(sentence.plain, mentions.length > 0) && !(listing.awaits && isHeading(sentence.plain))) listing = undefined;
    if (listing?.awaits && mentions.length > 0) listing = { ...listing, awaits: false };
    const relations = mentions.length > 0 ? findRelations(sentence.plain, mentions) : [];
    const label = mentions.length > 0 ? findReplacedLabel(plain, span) : undefined;
    before =
      mentions.length > 0 && !sentence.text.includes('\n', sentence.text.trimStart().length)
        ? { end: span.end, first: named.length }
        : undefined;
    for (const [i, each] of mentions.entries()) {
      const said = relations[i]?.relation ?? 'cites';
      const below =
        (listing?.repeals === true && isMeant(sentence.plain, each.start)) || (repeals && isListedBehind(sentence.plain, each.start));
      const ends = below && partBehind.test(sentence.plain.slice(each.end)) ? 'ends-in-part' : 'repeals';
      const row = said === 'cites' && listing?.head ? readRow(sentence, listing.head) : undefined;
      const listed = row?.relation ?? (below ? ends : (listing?.stated?.relation ?? (label === undefined ? said : 'supersedes')));
      // 关于修改《X》的决定 in the list does not amend X today.
      const relation = said === 'cites' ? listed : said === 'amends' && listing?.repeals && !below ? 'cites' : said;
      if (unnamed === titleInProse && own.length === 0 && relation === 'cites') continue;
      const plainly = relations[i] && changeOf(sentence, mentions, { ...relations[i], relation }, base);
      const change = said === 'cites' && !below ? (row?.change ?? listing?.stated?.change ?? plainly) : plainly;
      named.push({
        ...each,
        start: each.start + span.start,
        end: each.end + span.start,
        relation,
        quote:
          label === undefined
            ? quoteIn(below ? listing : undefined, quoteOf(sentence.text, each.start, each.end))
            : text.slice(label, span.end).trim().slice(0, widest),
        sentence: span,
        ...opt('change', change),
      });
    }
    if (announced.size > 0) listing = annexListing(sentence.plain, announced, base) ?? listing;
    if (lists) listing = headed(listing, listingOf(sentence, repeals, base));
  }
  return named.flatMap((each, i) => withSwaps(each, named.slice(i + 1, i + 20), { text, plain, base }));
}

const {
  issued,
  issuedEnglish,
  /** Where a list is announced that is to follow: 下列文件的有效期延长至…：; the words stand for each of its texts. */
  listAhead,
  annexed,
  tableHead,
} = expressionsOf(expressions.mainAct);

type MainAct = { readonly title?: string; readonly number?: string; readonly relation: Relation; readonly quote: string };

/** How much of a page is its lead: the first paragraphs name what the page is about. */
const leadLength = 600;

function asMain(named: RelatedMention, relation: Relation): MainAct {
  return {
    ...(named.title ? { title: named.title } : {}),
    ...(named.number ? { number: named.number } : {}),
    relation,
    quote: named.quote,
  };
}

function announcesAct(named: RelatedMention, text: string): boolean {
  if (named.relation === 'implements') return false;
  const sentence = text.slice(named.sentence.start, named.sentence.end);
  const outside = foldScript(sentence).replace(/《[^《》]*》/g, '《》');
  return issued.test(outside) || issuedEnglish.test(sentence);
}

/** The act that a page is about, when it is a page about one: interpretations `interprets`, news and analyses `reports`. */
export function findMainAct(
  type: DocumentType,
  inTitle: readonly RelatedMention[],
  inText: readonly RelatedMention[],
  text: string,
): MainAct | undefined {
  const interprets = type === 'interpretation';
  if (!interprets && type !== 'news' && type !== 'analysis') return undefined;
  // What is only the basis of what happened is cited by news; what an interpretation says it explains comes before its lead.
  const named =
    inTitle.find((each) => !each.short && (interprets || each.relation !== 'implements')) ??
    inText.find((each) => interprets && each.relation === 'interprets' && !each.short) ??
    inText.find((each) => !each.short && each.start < leadLength && announcesAct(each, text));
  return named && asMain(named, interprets ? 'interprets' : 'reports');
}

const { issuing } = expressionsOf(expressions.announcement);

type Announcement = { readonly issuer: string; readonly quote: string };
const longestQuote = 200;
const chineseAct = new RegExp(`${oneOf(words['an act'])}|新规|征求意见稿|草案`);
const verbs = 'announc draft introduc issu propos publish promulgat releas unveil'.split(' ');
const issuingEnglish = new RegExp(
  `\\b(?:${oneOf(verbs)}(?:e?s|ed|ing)?|adopt(?:s|ed)|roll(?:s|ed) out|seeks? (?:public )?(?:comments?|opinions?|feedback))\\b`,
  'i',
);
const acts =
  'rule measure guideline guidance regulation provision standard opinion plan framework draft notice directive requirement law'.split(' ');
const englishAct = new RegExp(`\\b(?:${oneOf(acts)}s?|polic(?:y|ies))\\b`, 'i');

const names = Object.entries(pressNames).flatMap(([id, all]) => all.map((name) => ({ id, name: name.toLowerCase() })));
const wordBefore = /[\p{L}\p{N}]$/u;
const wordBehind = /^[\p{L}\p{N}]/u;

export function bodyInEnglish(sentence: string): { id: string; end: number } | undefined {
  const lower = sentence.toLowerCase();
  let first: { id: string; start: number; end: number } | undefined;
  for (const { id, name } of names) {
    const start = lower.indexOf(name);
    const end = start + name.length;
    if (start < 0 || wordBefore.test(lower.slice(0, start)) || wordBehind.test(lower.slice(end))) continue;
    if (!first || start < first.start || (start === first.start && end > first.end)) first = { id, start, end };
  }
  return first;
}

function saidIn(sentence: string): Announcement | undefined {
  const quote = sentence.trim().slice(0, longestQuote);
  const plain = foldScript(sentence);
  if (!issuing.test(plain) && !issuingEnglish.test(sentence)) return undefined;
  if (hasHan(plain)) {
    const body = findIssuers(plain).find(({ entry }) => entry.kind !== 'media');
    const rest = body && plain.slice(body.end);
    const verb = rest === undefined ? undefined : issuing.exec(rest.slice(0, 60));
    const isStated = verb && (chineseAct.test(orEmpty(rest?.slice(verb.index + verb[0].length))) || /征求意见/.test(verb[0]));
    return body && isStated ? { issuer: body.entry.id, quote } : undefined;
  }
  const body = bodyInEnglish(sentence);
  const verb = body && issuingEnglish.exec(sentence.slice(body.end));
  return body && verb && englishAct.test(sentence.slice(body.end + verb.index)) ? { issuer: body.id, quote } : undefined;
}

/** What a report says that a body issued: its headline, else the first sentence of its lead that says so. */
export function findAnnouncement(title: string, text: string): Announcement | undefined {
  const inTitle = saidIn(title);
  if (inTitle) return inTitle;
  for (const { start, end } of splitSentences(text.slice(0, leadLength))) {
    const said = saidIn(text.slice(start, end));
    if (said) return said;
  }
  return undefined;
}
