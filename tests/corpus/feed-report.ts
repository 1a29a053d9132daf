import type { Subject } from './feed-claims.ts';
import type { Case } from './feeds.ts';

/** Cases that are not read as their suite expects, and why that stays. */
const accepted: Readonly<Record<string, string>> = {
  'feedparser/encoding/bozo_linenoise.xml':
    'bytes that fit no charset; the suite wants them guessed as Windows-1252, Hongtou keeps the UTF-8 that is whole and marks the rest',
  'gofeed/translator/rss/feed_item_links_-_rss_channel_item_links.xml':
    'three `link` elements in one item: the suite takes the last, Hongtou the first',
};

const headings: readonly (readonly [Subject, string])[] = [
  ['title', 'Titles of feeds and items'],
  ['link', 'Addresses'],
  ['date', 'Days'],
  ['content', 'Words of items'],
  ['encoding', 'Charsets'],
  ['reading', 'Can be read at all, with all their items (versions, broken feeds)'],
];

/** `suite/folder/` once, its cases behind it. */
function byFolder(files: readonly string[]): string {
  const folders = Map.groupBy(files, (file) => file.slice(0, file.lastIndexOf('/')));
  return [...folders]
    .map(([folder, names]) => `- ${folder}: ${names.map((name) => name.slice(folder.length + 1).replace(/\.xml$/, '')).join(' ')}`)
    .join('\n');
}

const opening = `# Feeds: formats, charsets, conformance

Hongtou reads RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0 and JSON Feed 1 and 1.1, whole or broken (docs/decisions/0007-feeds.md), in every charset that a
feed may be in: the bytes decide, not the label (UTF-8, UTF-16 and UTF-32 with and without a mark, GB 2312, GBK, GB 18030, Big5 with the characters of
Hong Kong, Shift_JIS, EUC-JP, EUC-KR, KOI8-R, Windows-1251, Windows-1252, Windows-1255, TIS-620; text that was decoded wrongly before it was sent is put right). A title or summary is plain words; an address is absolute and http(s); a day is one in Beijing.
`;

/** The page of the docs, and whether at least 97 % are as expected with a reason for every exception. */
export function page(cases: readonly Case[]): { report: string; met: boolean } {
  const counted = cases.filter(({ claims }) => claims.length > 0);
  const odd = counted.filter(({ faults }) => faults.length > 0);
  const right = counted.length - odd.length;
  const share = ((100 * right) / counted.length).toFixed(1);
  const lines = [
    opening,
    `## Conformance\n\nOf ${cases.length} cases of three suites (feedparser, gofeed, feedvalidator), ${counted.length} are about what a listing holds. **${right} of ${counted.length} (${share} %) are read as expected.**`,
    'Words are compared as plain words and whole, or up to the 400 characters that a listing keeps; days as days in Beijing; the number of items is compared too. Counted by `node tests/corpus/feeds.ts SHARED --write docs/feeds.md`.\n',
    '### Exceptions\n',
    ...odd.map(({ file, faults }) => `- ${file}: ${accepted[file] ?? `NOT EXPLAINED: ${faults.join('; ')}`}.`),
  ];
  for (const [subject, heading] of headings) {
    const of = counted.filter(({ claims }) => claims.some((claim) => claim.subject === subject));
    const good = of.filter(({ faults }) => faults.length === 0);
    lines.push(`\n### ${heading}: ${good.length} of ${of.length}\n`, byFolder(of.map(({ file }) => file)));
  }
  const rest = cases.filter(({ claims }) => claims.length === 0).map(({ file }) => file);
  lines.push(
    `\n### Not counted: ${rest.length}\n`,
    'About authors, categories, rights, generators, images, languages, enclosures and other things that a listing does not hold.\n',
    byFolder(rest),
  );
  const met = right / counted.length >= 0.97 && odd.every(({ file }) => accepted[file] !== undefined);
  return { report: `${lines.join('\n')}\n`, met };
}
