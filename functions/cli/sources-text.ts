import type { Entry } from '../../shared/model/article.ts';
import type { Capped, SourceDraft } from '../../shared/model/run.ts';
import { withoutSecrets } from '../../shared/model/secrets.ts';
import type { Source } from '../../shared/model/source.ts';
import { dayOf } from '../../shared/model/time.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { beijing, cappedWords } from '../../shared/pages/words/days.ts';
import { inEnglish } from '../../shared/pages/words/page-view.ts';
import { fieldName } from '../../shared/pages/words/status-reason.ts';
import { awayWords, levelNames, typeNames, word } from '../../shared/pages/words/words.ts';
import type { Checked, CheckedArticle, CheckedRow } from '../../shared/pipeline/collect/check.ts';
import { type Column, countOf } from '../../shared/questions/question.ts';
import type { SourceRow } from '../../shared/questions/sources.ts';
import { stateStyles } from '../../shared/questions/styles.ts';
import { toPrintableJson } from '../../shared/stages/text/printable.ts';
import { facts, fitted, heading, prose, rewrapped, table } from './layout.ts';
import { paint } from './paint.ts';

const entriesShown = 8;

const freshWords = ({ freshness: { days, withinDays } }: SourceRow): string => `${days ?? '?'}/${withinDays} d`;
const certaintyOf = ({ certainty }: Pick<Source, 'certainty'>): string => certainty ?? 'not said';

const stateWord = (state: SourceRow['state']): string => (state === 'unknown' ? 'not yet read' : state);

const movedWords = (to: string): string => `moved permanently to ${to}; declare it at that address`;

function cappedText(id: string, capped: Capped): string {
  const words = cappedWords(capped, { say: inEnglish, day: (value) => value });
  return capped.since === undefined ? words : `${words} "hongtou backfill --source ${id} --since ${capped.since}" reads them.`;
}

const entriesText = (entries: readonly Entry[]): string =>
  entries.map(({ title, publishedOn }) => `${publishedOn ?? 'no day'} ${title}`).join('; ') || 'nothing';

/** What is read of the page as it is now, by the declaration and by the one drafted in its place. */
function draftText({ at, old, declared, entries, listed }: SourceDraft, id: string): string {
  if (!declared) return `nothing was found there on ${beijing(at)}: look for the new address of the column`;
  const { format, url } = declared.listing;
  const reads = `${beijing(at)}, ${format} ${url}: reads ${countOf(listed, 'entry', 'entries')}: ${entriesText(entries)}`;
  return `${reads}. The one in force reads: ${entriesText(old)}. "hongtou sources adopt ${id}" takes the drafted one`;
}

export type Shown = SourceRow & {
  readonly relevant: number;
  readonly newestDocument?: { readonly id: string; readonly title: string; readonly published?: string };
};

const columns: readonly Column<Shown>[] = [
  { head: 'id', cell: ({ id }) => id, yields: 3, least: 16 },
  { head: 'state', cell: ({ state }) => stateWord(state), style: ({ state }) => stateStyles[state] },
  { head: 'since', cell: ({ since }) => since && dayOf(new Date(since)), yields: 7, least: 'none' },
  { head: 'every', cell: ({ every }) => every, yields: 5, least: 'none' },
  { head: 'listed', cell: (row) => row.listed ?? 0, align: 'right', yields: 9, least: 'none' },
  { head: 'kept', cell: (row) => row.stored ?? 0, align: 'right', yields: 8, least: 'none' },
  { head: 'relevant', cell: (row) => row.relevant, align: 'right' },
  { head: 'newest', cell: ({ newest }) => newest },
  {
    head: 'silent',
    cell: freshWords,
    align: 'right',
    yields: 6,
    least: 'none',
    style: ({ freshness: { days, fresh } }) => (days === undefined || fresh ? undefined : 'yellow'),
  },
  { head: 'address', cell: certaintyOf, yields: 4, least: 'none' },
  { head: 'name', cell: ({ names }) => names.en, yields: 1, least: 24 },
];

const underSource = ({ needs, trouble, movedTo }: SourceRow): string[] => [
  ...(needs === undefined ? [] : [`switched off: needs ${needs}`]),
  ...(needs === undefined && trouble ? [trouble.detail] : []),
  ...(movedTo === undefined ? [] : [movedWords(movedTo)]),
];

export function listText(rows: readonly Shown[]): string {
  const sum = [...Map.groupBy(rows, ({ state }) => stateWord(state))].map(([state, of]) => `${of.length} ${state}`).join(', ');
  const yielding = rows.filter(({ stored = 0 }) => stored > 0).length;
  const sure = [...Map.groupBy(rows, certaintyOf)].map(([certainty, of]) => `${of.length} ${certainty}`).join(', ');
  const legend = [
    'listed, kept, relevant: entries of its lists, pages stored, documents on AI policy; silent: days without new items of those allowed, holidays excluded;',
    'address: confirmed by two or more public facts, reported by one, unverified. "hongtou sources show ID" names them.',
  ].join(' ');
  return [
    table(columns, rows, { under: underSource }),
    `${prose(`${countOf(rows.length, 'source')}: ${sum}; ${yielding} have given documents. Addresses: ${sure}.`)}`,
    paint('dim', prose(legend)),
    '',
  ].join('\n');
}

export function showText(source: Source, row: Shown): string {
  const { listing, article, expect, rights } = source;
  const { state, since, checkedAt, lastGoodAt, trouble, newestDocument: document } = row;
  const selectors = Object.entries({ ...listing, ...article })
    .filter(([key]) => key !== 'format' && key !== 'url')
    .map(([key, value]) => withoutSecrets(`${key} ${toPrintableJson(value)}`));
  const next = trouble?.nextTryAt === undefined ? '' : `, next try ${beijing(trouble.nextTryAt)}`;
  const lines = facts([
    ['publisher', `${source.publisher}; ${word(levelNames, source.level, 'en')}; ${source.kind}`],
    ['listing', `${listing.format} ${withoutSecrets(listing.url)}, every ${source.every}`],
    ...(source.more ?? []).map((more) => ['and', `${more.format} ${withoutSecrets(more.url)}`] as const),
    ['selectors', selectors.join(', ')],
    ['expected', `at least ${countOf(expect.atLeast, 'entry', 'entries')}, new items within ${countOf(expect.freshWithinDays, 'day')}`],
    ['rights', `${rights.use}: ${rights.reason}`],
    ['files', source.attachmentHosts && `also on ${source.attachmentHosts.join(', ')}`],
    ['certainty', source.certainty],
    ['evidence', source.evidence],
    ['notes', source.notes],
    ['needs', source.needs],
    ['state', `${paint(stateStyles[state] ?? 'bold', stateWord(state))}${since === undefined ? '' : ` since ${beijing(since)}`}`],
    ['trouble', trouble && `${trouble.detail} (${trouble.url})${next}`],
    ['drafted', row.draft && draftText(row.draft, source.id)],
    ['gone', row.away && `${awayWords(row.away.pages, inEnglish)} Since ${beijing(row.away.since)}.`],
    ['cut off', row.capped && cappedText(source.id, row.capped)],
    ['moved', row.movedTo && movedWords(row.movedTo)],
    ['failed', !row.failures ? undefined : `${row.failures} of its pages in the last round; they are tried again`],
    ['last read', checkedAt && beijing(checkedAt)],
    ['last success', lastGoodAt && beijing(lastGoodAt)],
    ['collected', `${row.listed ?? 0} listed, ${countOf(row.stored ?? 0, 'page')} stored, ${countOf(row.relevant, 'relevant document')}`],
    ['newest', row.newest && `${row.newest}, ${freshWords(row)} without news`],
    ['document', document && `${document.published ?? 'no day'} ${document.title} (${document.id})`],
  ]);
  return `${[heading(`${source.id}: ${source.names.en} (${source.names.zh})`), ...lines, paint('dim', 'times are Beijing time')].join('\n')}\n`;
}

function pageText({ url, state, detail, ...read }: CheckedArticle): string {
  if (state !== 'ok') return `    page ${state}: ${orEmpty(detail)} (${url})\n`;
  const { title = '', number, issuers = [], type, published, signed, characters, attachments, warnings = [] } = read;
  const said = [
    number,
    type && word(typeNames, type, 'en'),
    issuers.join('、'),
    published === undefined ? 'no day of publication' : `published ${published}`,
    signed === undefined ? '' : `signed ${signed}`,
    `${characters} characters`,
    attachments ? `${attachments} attachments` : '',
  ];
  const doubts = warnings.map(({ field, reason }) => `      to verify: ${fieldName(field, 'en')}: ${reason}\n`);
  return `    page ${title}\n      ${said.filter(Boolean).join(' · ')}\n      ${url}\n${doubts.join('')}`;
}

export function checkText({ id, state, listed, newest, detail, movedTo, entries, article }: Checked, whole: boolean): string {
  const moved = movedTo === undefined ? '' : `    ${movedWords(movedTo)}\n`;
  const said = `${newest === undefined ? '' : `, newest ${newest}`}${detail === undefined ? '' : `: ${detail}`}`;
  const first = `${paint(stateStyles[state] ?? 'bold', state.padEnd(12))} ${id.padEnd(26)} listed ${listed}${said}\n${moved}`;
  const shown = whole ? entries.slice(0, entriesShown) : [];
  const lines = shown.map(({ publishedOn = 'no day', title, url }) => `    ${publishedOn.padEnd(10)} ${title}\n               ${url}\n`);
  const more = whole && entries.length > shown.length ? `    and ${entries.length - shown.length} more\n` : '';
  return rewrapped(`${first}${lines.join('')}${more}${article && (whole || article.state !== 'ok') ? pageText(article) : ''}`);
}

function pageWords({ article }: CheckedRow): string | undefined {
  if (!article) return undefined;
  return article.state === 'ok' ? [article.number, article.title].filter(Boolean).join(' ') : `page ${article.state}`;
}

const checkedColumns: readonly Column<CheckedRow>[] = [
  { head: 'id', cell: ({ id }) => id, yields: 2, least: 16 },
  { head: 'state', cell: ({ state }) => state, style: ({ state }) => stateStyles[state] },
  { head: 'http', cell: ({ status }) => status ?? '-', align: 'right' },
  { head: 'listed', cell: ({ listed }) => listed, align: 'right' },
  { head: 'newest', cell: ({ newest }) => newest, yields: 3, least: 'none' },
  { head: 'one page as it was read', cell: pageWords, yields: 1, least: 20 },
];

const underRow = ({ id, detail, change, way }: CheckedRow): string[] => [
  ...(detail === undefined ? [] : [`${way === undefined ? '' : `by ${way.egress}: `}${detail}`]),
  ...(change === undefined ? [] : [`change: ${change.replace('ID', id)}`]),
];

const sound: ReadonlySet<CheckedRow['state']> = new Set(['ok', 'quiet', 'skipped']);
/** When nobody of several answers, the reason is most likely here. */
const several = 3;

function causesText(rows: readonly CheckedRow[]): string {
  const failed = rows.filter(({ state }) => !sound.has(state));
  if (failed.length === 0) return '';
  const causes = [...Map.groupBy(failed, ({ state, cause }) => (cause === undefined ? state : `${state}: ${cause}`))].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const lines = causes.map(([cause, { length }]) => fitted(cause, `  ${String(length).padStart(4)} `, '       '));
  const visited = rows.filter(({ state }) => state !== 'skipped');
  const isAlone = visited.length >= several && visited.every(({ state, way }) => state === 'unreachable' && !way?.failed);
  return `\nNot read, by cause:\n${lines.join('\n')}\n${isAlone ? 'Nobody answers: look first whether this machine is online.\n' : ''}`;
}

export function checkTable(rows: readonly CheckedRow[]): string {
  const sum = [...Map.groupBy(rows, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`).join(', ');
  const read = rows.filter(({ article }) => article?.state === 'ok').length;
  const drafts = rows.flatMap(({ draft }) => draft ?? []);
  const summary = `${table(checkedColumns, rows, { under: underRow })}\n${countOf(rows.length, 'source')}: ${sum}; of ${read} a page was read.\n${causesText(rows)}`;
  if (drafts.length === 0) return summary;
  return `${summary}\nMended declarations, for "sources.extra" of hongtou.config.json, each in place of the one of its id:\n${JSON.stringify(drafts, null, 2)}\n`;
}
