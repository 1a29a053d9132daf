import type { Classified, FieldChange, Head } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';
import { daysBetween } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { publisherKindOf } from '../facts/kind.ts';
import { numberKey } from '../numbers/numbers.ts';
import { isAct } from '../text/acts.ts';
import { sha256 } from '../text/hash.ts';
import { structureOf } from '../text/structure.ts';
import { draftRoundOf, workKey } from '../text/titles.ts';
import { expressionsOf } from '../text/words.ts';
import { canonicalUrl, hostOf, isVariantUrl } from '../urls/address.ts';
import { likeness, normaliseSpelling } from './align.ts';
import { normaliseForHash } from './compare.ts';
import expressions from './expressions.json' with { type: 'json' };

/** Characters of a text that are looked at: enough to know it by. */
const looked = 20_000;
const length = 4;

const pieces = (text: string) => {
  const found = new Set<string>();
  for (let i = 0; i + length <= Math.min(text.length, looked); i += 1) found.add(text.slice(i, i + length));
  return found;
};
const figures = (text: string) => new Set(text.slice(0, looked).match(/\d{1,12}(?:\.\d{1,6})?/g) ?? []);

export function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return large.size === 0 ? 1 : 0;
  let common = 0;
  for (const each of small) if (large.has(each)) common += 1;
  return common / small.size;
}

/** How much of the shorter text stands in the longer one: its words, and its figures; 0–1 each. */
function textLikeness(a: string, b: string) {
  const [x, y] = [normaliseForHash(a), normaliseForHash(b)];
  const size = Math.max(x.length, y.length);
  return {
    words: shareOf(pieces(x), pieces(y)),
    figures: shareOf(figures(x), figures(y)),
    length: size === 0 ? 1 : Math.min(x.length, y.length) / size,
  };
}

function titleLikeness(a: string, b: string) {
  const [x, y] = [workKey(a), workKey(b)];
  if (x === y) return 1;
  if (x.length >= 6 && y.length >= 6 && (x.includes(y) || y.includes(x))) return 0.9;
  // Not the whole titles: the body and the form (某部关于…的通知) are common to all that one body issues.
  return likeness(x, y);
}

type WorkFacts = Pick<Head, 'number' | 'type' | 'issuers' | 'credit' | 'dates' | 'keys' | 'title' | 'url'>;

/**
 * How much two texts must have in common to be one: words and figures of the shorter one that stand in the longer, and their lengths; 0–1.
 */
type LikenessThreshold = { readonly words: number; readonly figures: number; readonly length: number };
/** What title, number, issuer and dates say of two readings; `Needed`: their texts must decide. */
type SameWorkVerdict = 'same' | 'apart' | LikenessThreshold;

/** Titles that are less alike name two works, unless the texts say otherwise. */
const alikeTitles = 0.5;
/** One number is printed on two acts by mistake now and then: their titles are near each other, or the texts decide. */
const alikeOfNumber = 0.7;
const edited = { words: 0.5, figures: 0, length: 0 };
/**
 * A copy without a signed date must have gone up this near to the other one; one that names no issuer either (a wire's full text), nearer.
 */
const nearDays = 14;
const wireDays = 3;
/** A signed day and a day of publication may lie this far apart. */
const lateDays = 90;
const carried = { words: 0.5, figures: 0.75, length: 0 };
const carriedLate = { words: 0.8, figures: 0.9, length: 0.5 };
/** One site seldom puts one text up on two days: what looks like it is a series. */
const wordForWord = { words: 0.98, figures: 1, length: 0.95 };

const keyOfNumber = ({ number }: WorkFacts) => (number === undefined ? undefined : numberKey(number));
const issuingBodies = ({ issuers, credit }: WorkFacts) =>
  issuers.length > 0 || credit === undefined ? issuers.map(({ id, name }) => id ?? name) : findIssuers(credit).map(({ id }) => id);
const fullDay = (value: string | undefined) => (value !== undefined && value.length >= 10 ? value : undefined);

function sameIssuers(a: WorkFacts, b: WorkFacts) {
  const [x, y] = [issuingBodies(a), issuingBodies(b)];
  if (x.length === 0 || y.length === 0) return undefined;
  return x.some((each) => y.includes(each));
}

export const isOfOneBody = (a: WorkFacts, b: WorkFacts): boolean => shares(a, b, 'w:') && sameIssuers(a, b) === true;

function occasion(a: WorkFacts, b: WorkFacts) {
  const issuers = sameIssuers(a, b);
  if (issuers === false) return 'apart';
  const [x, y] = [a.dates.signed?.value, b.dates.signed?.value];
  if (x !== undefined && y !== undefined) return x === y ? 'same' : 'apart';
  if (a.type === 'draft' && draftRoundOf(a.title) !== draftRoundOf(b.title)) return 'apart';
  const [from, to] = [fullDay(a.dates.published?.value), fullDay(b.dates.published?.value)];
  const apart = from !== undefined && to !== undefined ? Math.abs(daysBetween(from, to)) : undefined;
  const late = Math.abs(daysBetween(from ?? x ?? '1900-01-01', to ?? y ?? '1900-01-01'));
  if (hostOf(a.url) === hostOf(b.url)) return (apart ?? late) <= nearDays ? wordForWord : 'apart';
  if (apart !== undefined && apart <= (issuers === undefined ? wireDays : nearDays)) return carried;
  return (apart ?? late) <= lateDays && issuers === true ? carriedLate : 'apart';
}

/** An address keeps its document through edits; another document in its place has another title and another text. */
function atOneAddress(head: WorkFacts, reading: WorkFacts) {
  const [x, y] = [keyOfNumber(head), keyOfNumber(reading)];
  if (titleLikeness(head.title, reading.title) < alikeTitles) return edited;
  if (x === undefined || y === undefined || x === y) return 'same';
  // A number that was mended goes with the day that was there; a series at one address has another day each time.
  const days = (['signed', 'published'] as const).map((kind) => [head.dates[kind]?.value, reading.dates[kind]?.value] as const);
  const known = days.filter(([a, b]) => a !== undefined && b !== undefined);
  return known.length > 0 && known.some(([a, b]) => a === b) ? { words: 0.8, figures: 0.5, length: 0.5 } : 'apart';
}

const shares = (a: WorkFacts, b: WorkFacts, prefix: string) => {
  const keys = new Set(a.keys.filter((key) => key.startsWith(prefix)));
  return b.keys.some((key) => key.startsWith(prefix) && keys.has(key));
};

/** One number: one act, unless it is a misprint on another act, which has its own title, and its own day or text. */
function ofOneNumber(a: WorkFacts, b: WorkFacts) {
  // Orders and announcements that do not name their body: every body has a third one.
  if (keyOfNumber(a)?.includes('::') && sameIssuers(a, b) === false) return 'apart';
  const alike = titleLikeness(a.title, b.title);
  if (alike >= alikeOfNumber) return 'same';
  const [x, y] = [fullDay(a.dates.signed?.value), fullDay(b.dates.signed?.value)];
  return alike < alikeTitles && x !== undefined && y !== undefined && x !== y ? 'apart' : edited;
}

/** Whether a stored document and a reading that share a key, or an address, are one work (docs/chinese-documents.md 5). */
export function sameWork(head: WorkFacts, reading: WorkFacts, shared: 'address' | 'key'): SameWorkVerdict {
  if (shared === 'address') return atOneAddress(head, reading);
  const [acts, other] = [isAct(head.type), isAct(reading.type)];
  if (acts !== other || (head.type === 'draft') !== (reading.type === 'draft')) return 'apart';
  if (!acts) return 'apart';
  const [x, y] = [keyOfNumber(head), keyOfNumber(reading)];
  if (x !== undefined && x === y) return ofOneNumber(head, reading);
  if (!shares(head, reading, 'w:')) return 'apart';
  if (x === undefined || y === undefined) return occasion(head, reading);
  // Two numbers: a misprint only where all else agrees to the word.
  const signed = head.dates.signed?.value;
  const misprint = signed !== undefined && signed === reading.dates.signed?.value && sameIssuers(head, reading) === true;
  return misprint && hostOf(head.url) !== hostOf(reading.url) ? { words: 0.97, figures: 0.9, length: 0.95 } : 'apart';
}

export function enoughAlike(a: string, b: string, needed: LikenessThreshold): boolean {
  const { words, figures, length } = textLikeness(a, b);
  return words >= needed.words && figures >= needed.figures && length >= needed.length;
}

const retold = { words: 0.8, figures: 0.75, length: 0.7 };
const named = /《([^《》\n]{6,80})》/g;
const leastSections = 3;

/** Keys of what a page that is no official one names at its head, where its text is divided as acts are: it may repeat one of them. */
export function retoldKeys({ url, title, text, citations }: Pick<Classified, 'url' | 'title' | 'text' | 'citations'>): readonly string[] {
  if (publisherKindOf(url, undefined) === 'official' || structureOf(text).length < leastSections) return [];
  const titles = [...`${title}\n${text.slice(0, 600)}`.matchAll(named)].map(([, name = '']) => `w:${workKey(name)}`);
  const numbers = citations.flatMap(({ number = '' }) => numberKey(number) ?? []).map((key) => `n:${key}`);
  return [...new Set([...numbers.slice(0, 4), ...titles.slice(0, 4)])];
}

/** What texts must have in common for a page to be an act under a headline of its own; a draft and its final text are much alike. */
export function retoldVerdict(head: WorkFacts, reading: WorkFacts & Pick<Classified, 'text'>): SameWorkVerdict {
  const told = /征求意见|征集意见|意见稿/.test(`${reading.title}${reading.text.slice(0, 600)}`);
  const [day = '', put = ''] = [head.dates.published ?? head.dates.signed, reading.dates.published].map((each) => fullDay(each?.value));
  return Math.abs(daysBetween(day, put)) <= lateDays && isAct(head.type) && (head.type === 'draft') === told ? retold : 'apart';
}

/**
 * Official carriers: the issuer, one of its joint issuers, the State Council library. While one of them shows a document it is not
 * withdrawn.
 */
export const officialCopyAuthority = 95;

export type Publishers = { readonly ids: ReadonlySet<string>; readonly names: readonly string[] };

/** 汉中省科技厅 and 汉中省科学技术厅, 江北省政府文件 and 江北省人民政府: the name of a source, and of a body that the registry does not know. */
export function isOf(source: string, body: string): boolean {
  const [a, b] = [shortened(source), shortened(body)];
  return b.length >= 4 && (a === b || a.startsWith(b));
}

const shortened = (name: string) =>
  name
    .replace(/\s/g, '')
    .replace('人民政府', '政府')
    .replace('发展和改革', '发展改革')
    .replace('科学技术', '科技')
    .replace('工业和信息化', '工信')
    .replace(/委员会/g, '委');

/**
 * Rank of a page as a carrier of a document: the lead issuer's own site, a joint issuer's, the State Council library, other official sites,
 * the media. A twin of a page stands just below it. `publishers`: the bodies whose site it stands on.
 */
export function copyAuthority(
  document: Pick<Classified, 'issuers' | 'url'>,
  site: { readonly publishers: Publishers; readonly kind: Source['kind'] | undefined },
): number {
  const host = hostOf(canonicalUrl(document.url));
  const { ids, names } = site.publishers;
  const place = document.issuers.findIndex(({ id, name }) => (id !== undefined && ids.has(id)) || names.some((each) => isOf(each, name)));
  const rank = () => {
    if (place === 0) return 100;
    if (place > 0) return officialCopyAuthority + 2;
    if (host === 'gov.cn') return officialCopyAuthority;
    if (host.endsWith('.gov.cn')) return 80;
    if (/(^|\.)(news\.cn|xinhuanet\.com|people\.com\.cn|npc\.gov\.cn)$/.test(host)) return 60;
    return site.kind === 'official' || site.kind === 'standards' ? 70 : 40;
  };
  return rank() - (isVariantUrl(document.url) ? 1 : 0);
}

const {
  /** What a line says of its own site: 本网站将于10月20日进行系统维护，届时暂停服务。 */
  ofSite,
  /** What a line says of an act: its status, its number, itself, or what is to be done. */
  ofStatus,
} = expressionsOf(expressions.siteLine);

const paragraph = /^text (?:.{1,80} )?¶\d{1,4}$/;
const longest = 120;
const ofNumber = /[〔［[]\d{4}[〕］\]]|第?[\d一二三四五六七八九十百零〇]{1,6}号/;
const ofAct = /《|本(?:法|条例|规定|办法|细则|规则|通知|意见|方案|公告|通告|决定|措施|指引|标准|计划|规划)|应当|不得|必须/;
const day =
  /\d{1,2}\s?月\s?\d{1,2}\s?日|\d{4}\s?年|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日/;

/**
 * A line that its site may have put on all its pages, or taken from them, by a name that is the same on each; undefined for what states a
 * status, day, number or act, or was changed rather than added. A day counts only where the line is not about the site.
 */
export function siteLineOf({ field, before, after }: FieldChange): string | undefined {
  const line = before ?? after;
  if (line === undefined || (before !== undefined && after !== undefined) || !paragraph.test(field) || line.length > longest)
    return undefined;
  const states = [ofStatus, ofNumber, ofAct].some((pattern) => pattern.test(line)) || (day.test(line) && !ofSite.test(line));
  return states ? undefined : sha256(normaliseSpelling(line)).slice(0, 12);
}

/**
 * `waits`: lines by which a page differed from what is stored at its last visit, first seen at `waitsSince`; `furniture`: those that are
 * its site's. `again`: nothing is said before the next visit.
 */
export type SiteLines = {
  readonly waits?: readonly string[];
  readonly waitsSince?: string;
  readonly furniture?: readonly string[];
  readonly again?: boolean;
};
export type Neighbour = SiteLines & { readonly checkedAt: string };
type Seen = { readonly known: SiteLines | undefined; readonly others: readonly Neighbour[]; readonly now: Date };
type JudgedChanges = { readonly told: readonly FieldChange[]; readonly lines: SiteLines };

/** Pages of a host on which a line is its site's. */
const pagesOfLine = 3;
/** Where no other pages come to be visited, a line is the act's after so long. */
const longestWait = 7 * 86_400_000;

const merged = (...lists: readonly (readonly string[] | undefined)[]) => {
  const all = [...new Set(lists.flatMap((list) => list ?? []))];
  return all.length > 0 ? all : undefined;
};
const has =
  (line: string) =>
  ({ waits, furniture }: SiteLines) =>
    waits?.includes(line) === true || furniture?.includes(line) === true;

/** Whether a line may yet turn out to be the site's: it is new, or not enough other pages were visited since. */
function isOpen(line: string, { known, others, now }: Seen) {
  if (!known || others.length + 1 < pagesOfLine) return false;
  const { waits = [], waitsSince = now.toISOString() } = known;
  if (!waits.includes(line)) return true;
  const lacking = others.filter((page) => page.checkedAt >= waitsSince && !has(line)(page)).length;
  return lacking + 1 < pagesOfLine && now.getTime() - Date.parse(waitsSince) < longestWait;
}

/**
 * What of the changes of a page is told: not what its site did to several pages. `known`: what its own last visit left. A line that may yet
 * turn out to be the site's waits for the next visit, unless something else is told now.
 */
export function judgeChanges(changes: readonly FieldChange[], seen: Seen): JudgedChanges {
  const { known, others, now } = seen;
  const isFurniture = (line: string | undefined): line is string =>
    line !== undefined && (known?.furniture?.includes(line) === true || others.filter(has(line)).length + 1 >= pagesOfLine);
  const named = changes.map((change) => ({ change, line: siteLineOf(change) }));
  const left = named.filter(({ line }) => !isFurniture(line));
  const again = left.length > 0 && left.every(({ line }) => line !== undefined && isOpen(line, seen));
  const waits = merged(left.map(({ line }) => line).filter((line) => line !== undefined));
  const furniture = merged(known?.furniture, named.map(({ line }) => line).filter(isFurniture));
  const isSame = waits?.some((line) => known?.waits?.includes(line)) === true;
  return {
    told: again ? [] : left.map(({ change }) => change),
    lines: {
      ...(waits ? { waits, waitsSince: (isSame ? known?.waitsSince : undefined) ?? now.toISOString() } : {}),
      ...opt({ furniture }),
      ...(again ? { again } : {}),
    },
  };
}
