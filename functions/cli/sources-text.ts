import { withoutSecrets } from '../../shared/model/secrets.ts';
import type { Source } from '../../shared/model/source.ts';
import { dayOf } from '../../shared/model/time.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import type { Checked } from '../../shared/pipeline/collect/check.ts';
import type { CheckedArticle } from '../../shared/pipeline/collect/check-pages.ts';
import type { SourceRow } from '../../shared/pipeline/collect/yields.ts';
import { toPrintableJson } from '../../shared/stages/text/printable.ts';

const entriesShown = 8;
const day = (instant: string | undefined): string => (instant === undefined ? '' : dayOf(new Date(instant)));
const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const freshWords = ({ freshness: { days, withinDays, fresh } }: SourceRow): string =>
  days === undefined ? `?/${withinDays} d` : `${days}/${withinDays} d${fresh ? '' : ' !'}`;
const yieldWords = ({ yield: { listed, stored, relevant } }: SourceRow): string => `${listed}/${stored}/${relevant}`;

const certaintyOf = ({ certainty }: Pick<Source, 'certainty'>): string => certainty ?? 'not said';

const stateWord = (state: SourceRow['state']): string => (state === 'unknown' ? 'not yet read' : state);

const columns = (cells: readonly string[]): string => {
  const [id = '', state = '', since = '', every = '', counts = '', newest = '', fresh = '', sure = '', name = ''] = cells;
  return `${id.padEnd(26)} ${state.padEnd(12)} ${since.padEnd(10)} ${every.padEnd(5)} ${counts.padEnd(13)} ${newest.padEnd(10)} ${fresh.padEnd(10)} ${sure.padEnd(10)} ${name}\n`;
};

const movedWords = (to: string): string => `moved permanently to ${to}; declare it at that address`;

/** Lines of `sources list`, with a head, the details of a state under its line, and a sum. */
export function listText(rows: readonly SourceRow[]): string {
  const lines = rows.map((row) => {
    const line = columns([
      row.id,
      stateWord(row.state),
      day(row.since),
      row.every,
      yieldWords(row),
      orEmpty(row.newest),
      freshWords(row),
      certaintyOf(row),
      row.names.en,
    ]);
    const why = row.needs === undefined ? row.trouble?.detail : `switched off: needs ${row.needs}`;
    const moved = row.movedTo === undefined ? '' : `    ${movedWords(row.movedTo)}\n`;
    return `${line}${why === undefined ? '' : `    ${cut(why, 150)}\n`}${moved}`;
  });
  const states = Map.groupBy(rows, ({ state }) => stateWord(state));
  const sum = [...states].map(([state, held]) => `${held.length} ${state}`).join(', ');
  const yielding = rows.filter(({ yield: { stored } }) => stored > 0).length;
  const head = columns(['id', 'state', 'since', 'every', 'list/kept/rel', 'newest', 'silent', 'address', 'name']);
  const legend =
    'list/kept/rel: entries listed, pages stored, relevant documents; silent: days without new items of those allowed, holidays excluded;\n' +
    'address: confirmed by two or more public facts, reported by one, unverified; `sources show ID` names them.';
  const sure = [...Map.groupBy(rows, certaintyOf)].map(([certainty, held]) => `${held.length} ${certainty}`).join(', ');
  return `${head}${lines.join('')}\n${rows.length} sources: ${sum}; ${yielding} have given documents. Addresses: ${sure}.\n${legend}\n`;
}

const fact = (label: string, value: string | undefined): string =>
  value === undefined || value === '' ? '' : `${label.padEnd(12)} ${value}\n`;

/** Prints `sources show ID` for a person. */
export function showText(source: Source, row: SourceRow): string {
  const { listing, article, expect, rights } = source;
  const { state, since, checkedAt, lastGoodAt, trouble, newestDocument: document } = row;
  const selectors = Object.entries({ ...listing, ...article })
    .filter(([key]) => key !== 'format' && key !== 'url')
    .map(([key, value]) => withoutSecrets(`${key} ${toPrintableJson(value)}`));
  return [
    `${source.id}: ${source.names.en} (${source.names.zh})\n`,
    fact('publisher', `${source.publisher}, ${source.level}, ${source.kind}`),
    fact('listing', `${listing.format} ${withoutSecrets(listing.url)}, every ${source.every}`),
    ...(source.more ?? []).map((more) => fact('and', `${more.format} ${withoutSecrets(more.url)}`)),
    fact('selectors', selectors.join(', ')),
    fact(
      'expected',
      `at least ${expect.atLeast} ${expect.atLeast === 1 ? 'entry' : 'entries'}, new items within ${expect.freshWithinDays} days`,
    ),
    fact('rights', `${rights.use}: ${rights.reason}`),
    fact('files', source.attachmentHosts && `also on ${source.attachmentHosts.join(', ')}`),
    fact('certainty', source.certainty),
    fact('evidence', source.evidence),
    fact('notes', source.notes),
    fact('needs', source.needs),
    fact('state', `${stateWord(state)}${since === undefined ? '' : ` since ${beijing(since)}`}`),
    fact(
      'trouble',
      trouble && `${trouble.detail} (${trouble.url})${trouble.nextTryAt === undefined ? '' : `, next try ${beijing(trouble.nextTryAt)}`}`,
    ),
    fact('moved', row.movedTo && movedWords(row.movedTo)),
    fact('failed', row.failures === undefined ? undefined : `${row.failures} of its pages in the last round; they are tried again`),
    fact('last read', checkedAt && beijing(checkedAt)),
    fact('last success', lastGoodAt && beijing(lastGoodAt)),
    fact('collected', `${row.yield.listed} listed, ${row.yield.stored} pages stored, ${row.yield.relevant} relevant documents`),
    fact('newest', row.newest && `${row.newest}, ${freshWords(row)} without news`),
    fact('document', document && `${document.published ?? 'no day'} ${document.title} (${document.id})`),
  ].join('');
}

function pageText({ url, state, detail, ...read }: CheckedArticle): string {
  if (state !== 'ok') return `    page ${state}: ${orEmpty(detail)} (${url})\n`;
  const { title = '', number, issuers = [], type, published, signed, characters, attachments, warnings = [] } = read;
  const said = [
    number,
    type,
    issuers.join('、'),
    published === undefined ? 'no day of publication' : `published ${published}`,
    signed === undefined ? '' : `signed ${signed}`,
    `${characters} characters`,
    attachments ? `${attachments} attachments` : '',
  ];
  const doubts = warnings.map(({ field, reason }) => `      to verify: ${field}: ${reason}\n`);
  return `    page ${title}\n      ${said.filter(Boolean).join(' · ')}\n      ${url}\n${doubts.join('')}`;
}

/** One source after `sources check`; `whole` also shows the first entries. */
export function checkText({ id, state, listed, newest, detail, movedTo, entries, article }: Checked, whole: boolean): string {
  const moved = movedTo === undefined ? '' : `    ${movedWords(movedTo)}\n`;
  const said = `${newest === undefined ? '' : `, newest ${newest}`}${detail === undefined ? '' : `: ${detail}`}`;
  const first = `${state.padEnd(12)} ${id.padEnd(26)} listed ${listed}${said}\n${moved}`;
  const shown = whole ? entries.slice(0, entriesShown) : [];
  const lines = shown.map(({ publishedOn = 'no day', title, url }) => `    ${publishedOn.padEnd(10)} ${title}\n               ${url}\n`);
  const more = whole && entries.length > shown.length ? `    and ${entries.length - shown.length} more\n` : '';
  return `${first}${lines.join('')}${more}${article && (whole || article.state !== 'ok') ? pageText(article) : ''}`;
}
