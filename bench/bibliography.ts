import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sources } from '../shared/sources/index.ts';
import { type Bench, type Report, round } from './measure.ts';

/**
 * Of the primary links of published English analyses (bibliography.tsv, frozen before sources were declared for them): which of the built-in
 * sources would have brought each. A link is brought where its address has the host and the column of an entry in a source's recording,
 * numbers aside, or lies in the folder of one of its lists: that the list showed it on its day cannot be proved from here, and where a
 * site's addresses name no column (cac.gov.cn) its host and form decide.
 */

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const isOfficial = (level: string): boolean => level <= 'L6';
/** Two names of one site, with the same pages. */
const twins: Readonly<Record<string, string>> = { 'fmprc.gov.cn': 'mfa.gov.cn' };

/** Host and path without what differs from page to page: numbers, days, long ids. */
function formOf(address: string): { readonly host: string; readonly form: string } {
  const { hostname, pathname, searchParams } = new URL(address);
  const form = pathname.toLowerCase().replace(/[0-9a-f]*\d[0-9a-f]*(?:[_-][0-9a-f]*\d[0-9a-f]*)*/g, '#');
  const host = hostname.replace(/^(?:www|wap|m)\./, '');
  return { host: twins[host] ?? host, form: [form, ...searchParams.keys()].join('?') };
}

/** The folder of a list, where that is a column and not half a site. */
function folderOf(address: string): string | undefined {
  const { pathname } = new URL(address);
  const { form } = formOf(address);
  const folder = form.replace(/[^/]*$/, '');
  return folder.split('/').length > (pathname.endsWith('/') ? 2 : 3) ? folder : undefined;
}

type Known = { readonly id: string; readonly host: string; readonly form: string; readonly folder?: string | undefined };

function knownForms(): readonly Known[] {
  const recorded = new Set(readdirSync(here('../tests/sources')));
  return sources
    .filter(({ id, needs }) => needs === undefined && recorded.has(id))
    .flatMap(({ id, listing, more = [] }) => {
      const { entries } = JSON.parse(readFileSync(here(`../tests/sources/${id}/expected.json`), 'utf8')) as { entries: { url: string }[] };
      const columns = [listing, ...more].map(({ url }) => ({ id, ...formOf(url), folder: folderOf(url) }));
      return [...entries.map(({ url }) => ({ id, ...formOf(url) })), ...columns.filter(({ folder }) => folder !== undefined)];
    });
}

function answerOf(address: string, known: readonly Known[]): { readonly how: 'source' | 'add' | 'nothing'; readonly why: string } {
  const { host, form } = formOf(address);
  if (host === 'mp.weixin.qq.com') return { how: 'nothing', why: 'WeChat has no open lists and asks who reads: save the page, add --file' };
  const ofHost = known.filter((each) => each.host === host);
  const brought = [
    ...new Set(
      ofHost.filter((each) => (each.folder === undefined ? each.form === form : form.startsWith(each.folder))).map(({ id }) => id),
    ),
  ];
  if (brought.length > 0) return { how: 'source', why: brought.join(' ') };
  if (/\.(?:pdf|docx?|xlsx?|ofd)$/.test(form)) return { how: 'add', why: 'a file, read where a page that is brought attaches it' };
  return { how: 'add', why: ofHost.length > 0 ? 'a column of a known site that no source reads' : 'no source of this site' };
}

type Link = { readonly set: string; readonly level: string; readonly host: string; readonly address: string } & ReturnType<typeof answerOf>;

const counted = (links: readonly Link[]): string => {
  const brought = links.filter(({ how }) => how === 'source').length;
  return `${brought} of ${links.length}, ${links.filter(({ how }) => how === 'add').length} by add alone`;
};
const by = (key: 'level' | 'host', links: readonly Link[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...Map.groupBy(links, (link) => link[key])].toSorted().map(([name, of]) => [name, counted(of)]));

async function run(): Promise<Report> {
  const known = knownForms();
  const rows = readFileSync(here('bibliography.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const links = rows.map((row): Link => {
    const [, set = '', level = '', address = ''] = row.split('\t');
    return { set, level, host: formOf(address).host, address, ...answerOf(address, known) };
  });
  const open = links.filter(({ level, host }) => isOfficial(level) && host !== 'mp.weixin.qq.com');
  const share = (of: readonly Link[]): number => round((100 * of.filter(({ how }) => how === 'source').length) / of.length);
  const figures = ['seen', 'aside'].map((set) => ({
    ...{ figure: `official links outside WeChat that a source brings, articles ${set}, %`, atLeast: 60 },
    measured: share(open.filter((link) => link.set === set)),
  }));
  const all = { figure: 'official links outside WeChat that a source brings, %', measured: share(open), atLeast: 60 };
  const misses = Object.groupBy(
    links.filter(({ how }) => how !== 'source'),
    ({ how, why }) => `${how}: ${why}`,
  );
  return {
    figures: [all, ...figures],
    ...{ articles: new Set(rows.map((row) => row.split('\t')[0])).size, links: links.length, official: open.length },
    ...{ seen: counted(open.filter(({ set }) => set === 'seen')), aside: counted(open.filter(({ set }) => set === 'aside')) },
    ...{ byLevel: by('level', links), byHost: by('host', links) },
    misses: Object.fromEntries(Object.entries(misses).map(([why, of = []]) => [why, [...new Set(of.map(({ address }) => address))]])),
  };
}

export const bibliography: Bench = { sides: {}, run };
