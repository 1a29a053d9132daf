import type { Entry, ListingPage } from '../../shared/model/article.ts';
import { parseDate } from '../../shared/stages/dates/dates.ts';
import { plainText } from '../../shared/stages/listing/feed.ts';

/** What was made of a case. */
export type Read = { readonly text: string; readonly charset: string; readonly listing?: ListingPage; readonly refused?: string };

export type Subject = 'title' | 'link' | 'date' | 'content' | 'encoding' | 'reading';
/** One thing that a case expects; `fault` says what is wrong, or nothing. */
export type Claim = { readonly subject: Subject; fault(read: Read): string | undefined };

const today = '2026-11-25';
const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Characters of a body that a listing keeps; a longer one ends with an ellipsis. */
const kept = 400;
/** A listing holds plain words: markup expected in a title or body is compared as the words it shows, whole, or up to where a listing cuts them. */
const sameWords = (want: string, got: string | undefined): boolean => {
  const shown = squeeze(got ?? '');
  const isCut = shown.endsWith('…') && shown.length >= kept - 20;
  return [want, plainText(want), plainText(plainText(want))]
    .map(squeeze)
    .some((text) => text === shown || (isCut && text.length > kept && text.startsWith(shown.slice(0, -1))));
};

function of(subject: Subject, what: string, want: string, pick: (read: Read) => string | undefined, same = sameWords): Claim {
  return {
    subject,
    fault(read) {
      const got = pick(read);
      return same(want, got)
        ? undefined
        : `${what}: wanted ${JSON.stringify(want)}, got ${JSON.stringify(got ?? read.refused ?? 'nothing')}`;
    },
  };
}

const entry = (read: Read, at: number): Entry | undefined => read.listing?.entries[at];
const equal = (want: string, got: string | undefined): boolean => want === got;
const sameAddress = (want: string, got: string | undefined): boolean =>
  got !== undefined && URL.canParse(want, 'http://feeds.example/feed.xml') && new URL(want, 'http://feeds.example/feed.xml').href === got;

const charsets: Readonly<Record<string, string>> = { 'us-ascii': 'utf-8', 'iso-8859-1': 'windows-1252' };
/** ASCII is read as UTF-8 or Windows-1252, which hold it: the same words. */
const sameCharset = (want: string, got: string | undefined): boolean => {
  const name = want.toLowerCase();
  return (
    got === name || got === charsets[name] || (name === 'us-ascii' && got === 'windows-1252') || (name === 'iso-8859-1' && got === 'utf-8')
  );
};

const readable: Claim = {
  subject: 'reading',
  fault: ({ refused }) => (refused === undefined ? undefined : `refused: ${refused}`),
};
const itemsIn = (text: string): number =>
  text.replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '').match(/<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]/gi)?.length ?? 0;
/** Broken on purpose: an answer is expected, a named trouble or a listing with the items that are there, and no crash. */
const answered: Claim = {
  subject: 'reading',
  fault: ({ text, listing }) =>
    listing && listing.entries.length === 0 && itemsIn(text) > 0 ? 'an empty listing of a feed with items' : undefined,
};
/** As many entries as the suite reads. */
const counted = (want: number): Claim => ({
  subject: 'reading',
  fault: ({ listing, refused }) =>
    listing?.entries.length === want ? undefined : `${want} items wanted, got ${listing?.entries.length ?? refused ?? 'nothing'}`,
});

/** Feed and entry fields of feedparser that a listing has too. */
function fieldClaim(at: string | undefined, key: string, want: string): Claim | undefined {
  const n = Number(at ?? 0);
  if (at === undefined) {
    return key === 'title' || key === 'title_detail.value'
      ? of('title', 'title of the feed', want, ({ listing }) => listing?.title)
      : undefined;
  }
  if (key === 'title' || key === 'title_detail.value') return of('title', `title of entry ${n}`, want, (read) => entry(read, n)?.title);
  if (key === 'link' || key === 'links.0.href')
    return of('link', `address of entry ${n}`, want, (read) => entry(read, n)?.url, sameAddress);
  if (/^(?:summary|description|content\.0\.value|summary_detail\.value)$/.test(key))
    return of('content', `words of entry ${n}`, want, (read) => entry(read, n)?.summary ?? '');
  if (/^(?:published|updated|created)(?:_parsed)?$/.test(key)) {
    const day = /^\(/.test(want) ? dayOfTuple(want) : (parseDate(want, today).value ?? '');
    return of('date', `day of entry ${n}`, day, (read) => entry(read, n)?.publishedOn, equal);
  }
  return undefined;
}

/** (2003, 12, 31, 10, 14, 55, …) is UTC; the day is that of Beijing. */
function dayOfTuple(tuple: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = (tuple.match(/\d+/g) ?? []).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour + 8, minute)).toISOString().slice(0, 10);
}

const withoutEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\n|\\(['"\\])/gi, (whole, u, x, plain) =>
    plain ? String(plain) : whole === '\\n' ? '\n' : String.fromCharCode(Number.parseInt(String(u ?? x), 16)),
  );

function ofFeedparser(expect: string): Claim[] {
  const claims: Claim[] = [];
  const term =
    /(?:entries\[(\d)\]|(feed))((?:\['?[\w-]{1,40}'?\]|\.\w{1,40}){1,5}) == (?:"""([\s\S]*?)"""|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\([\d, ]{1,80}\)))/g;
  // The first link of an entry is its page only when it is the alternate one.
  const elsewhere = /'rel'\] == '(?!alternate)/.test(expect);
  for (const match of expect.matchAll(term)) {
    const key = (match[3] ?? '').replace(/\['?([\w-]+)'?\]/g, '.$1').replace(/^\./, '');
    const claim = fieldClaim(match[1], key, withoutEscapes(match[4] ?? match[5] ?? match[6] ?? match[7] ?? ''));
    if (claim && !(elsewhere && claim.subject === 'link')) claims.push(claim);
  }
  const charset = /\bencoding == '([\w-]{1,40})'/.exec(expect)?.[1];
  if (charset) claims.push(of('encoding', 'charset', charset, (read) => read.charset, sameCharset));
  const first = /ord\(entries\[0\]\['description'\]\) == (\d{1,7})/.exec(expect)?.[1];
  if (first) claims.push(of('encoding', 'words of entry 0', String.fromCodePoint(Number(first)), (read) => entry(read, 0)?.summary));
  if (/^(?:bozo|1)$/.test(expect)) claims.push(answered);
  if (expect === 'not bozo' || /\bversion == /.test(expect)) claims.push(readable);
  return claims;
}

type Json = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const textAt = (row: Json, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' && value !== '') return value;
    if (isRow(value) && typeof value['value'] === 'string') return value['value'];
  }
  return undefined;
};

function ofGofeed(json: string): Claim[] {
  const wanted: Json = JSON.parse(json);
  const items = [wanted['items'], wanted['entries']].find(Array.isArray) ?? [];
  const claims: Claim[] = [];
  const title = textAt(wanted, 'title');
  if (items.length > 0) claims.push(counted(items.filter(isRow).length));
  if (title !== undefined) claims.push(of('title', 'title of the feed', title, ({ listing }) => listing?.title));
  items.filter(isRow).forEach((item, n) => {
    const words = textAt(item, 'description', 'summary', 'content');
    const links = Array.isArray(item['links']) ? item['links'].map((link) => (isRow(link) ? link['href'] : link)) : [];
    const link = [textAt(item, 'link'), ...links].find((href) => typeof href === 'string');
    const name = textAt(item, 'title');
    const day = textAt(item, 'published', 'pubDate', 'updated');
    if (name !== undefined) claims.push(of('title', `title of entry ${n}`, name, (read) => entry(read, n)?.title));
    if (words !== undefined) claims.push(of('content', `words of entry ${n}`, words, (read) => entry(read, n)?.summary ?? ''));
    if (typeof link === 'string') claims.push(of('link', `address of entry ${n}`, link, (read) => entry(read, n)?.url, sameAddress));
    if (day !== undefined)
      claims.push(of('date', `day of entry ${n}`, parseDate(day, today).value ?? '', (read) => entry(read, n)?.publishedOn ?? '', equal));
  });
  if (
    /version_/.test(json) ||
    (claims.length === 0 && items.length === 0 && Object.keys(wanted).every((key) => /version|feedType|^items$|^entries$/i.test(key)))
  )
    claims.push(readable);
  return claims;
}

/** The platform's own reading of an instant with its zone, as a day in Beijing; a year is enough where it reads none. */
function dayInBeijing(written: string): string | undefined {
  const at = Date.parse(written);
  const zoned = /(?:Z|GMT|UTC?|[ECMP][SD]T|[+-]\d{2}:?\d{2})$/.test(written) && /\d:\d/.test(written);
  if (zoned && !Number.isNaN(at)) return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
  return /\d{4}/.exec(written)?.[0];
}

function dateFault(name: string, written: string, valid: boolean): string | undefined {
  const { value } = parseDate(written, today);
  if (value === undefined) return valid ? `${name} ${written}: no day` : undefined;
  // What the validator faults in form only may be read, but as the day that is written.
  const day = dayInBeijing(written);
  return day === undefined || value.startsWith(day) ? undefined : `${name} ${written}: read as ${value}, not ${day}`;
}

/** Elements whose text the validator judges as a date. */
const dated = /element:(updated|published|pubDate|dc:date|sy:updateBase)/;

function dateClaim(name: string, valid: boolean): Claim {
  return {
    subject: 'date',
    fault({ text }) {
      const all = [...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(new RegExp(`<${name}>([^<]{0,200})</${name}>`, 'g'))];
      const faults = all.flatMap(([, written = '']) => dateFault(name, written.trim(), valid) ?? []);
      return faults.length > 0 ? faults.join('; ') : undefined;
    },
  };
}

function ofFeedvalidator(expect: string, file: string): Claim[] {
  const element = dated.exec(expect)?.[1];
  if (element) return [dateClaim(element, /^Valid/.test(expect))];
  if (/Date$/.test(expect)) return [dateClaim('pubDate', false)];
  if (/^InvalidLink\{parent:item/.test(expect))
    return [
      {
        subject: 'link',
        fault: ({ listing }) =>
          listing?.entries.some(({ url }) => !/#item-/.test(url) && new URL(url).host === 'feeds.example')
            ? 'an address of what is none'
            : undefined,
      },
    ];
  if (
    /MissingElement\{element:link|MissingGuid|InvalidPermalink|InvalidHttpGUID|DuplicateValue|ValidURI|ValidHttpGUID|NotBlank|ContainsHTML\{parent:item|BadCharacters|UnknownEncoding|MissingEncoding|NonstdEncoding|SAXError|DuplicateElement|SecurityRisk|DuplicateItemSemantics|NotHtml|InvalidBooleanAttribute\{element:guid|NotSufficientlyUnique|^!/.test(
      expect,
    )
  )
    return [
      /SAXError|UnknownEncoding/.test(expect) ? answered : readable,
      ...(/BadCharacters|Encoding/.test(expect) ? [encodingClaim(file)] : []),
      ...(/SecurityRisk/.test(expect) ? [harmless] : []),
    ];
  return [];
}

const harmless: Claim = {
  subject: 'content',
  fault: ({ listing }) =>
    listing?.entries.some(({ summary }) => /<\/?(?:script|object|meta|form)|onsubmit/i.test(summary ?? ''))
      ? 'active markup in the words'
      : undefined,
};

function encodingClaim(_file: string): Claim {
  return {
    subject: 'encoding',
    fault: ({ listing }) =>
      listing?.entries.some(({ summary, title }) => /\ufffd/.test(`${summary}${title}`)) ? 'U+FFFD in the words' : undefined,
  };
}

/** What a case expects of a reader of listings; none when it is about something else (authors, tags, images, languages …). */
export function claimsOf(suite: string, expect: string, file: string): readonly Claim[] {
  if (suite === 'feedparser') return ofFeedparser(expect);
  return suite === 'gofeed' ? ofGofeed(expect) : ofFeedvalidator(expect, file);
}
