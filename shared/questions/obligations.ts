import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { ShownDocument } from '../model/document.ts';
import { paged, text } from '../model/shape.ts';
import type { Obligation } from '../model/summary.ts';
import { opt, orEmpty } from '../model/values.ts';
import { type AddresseeId, addresseeIds, documentTypes, statuses } from '../model/vocabulary.ts';
import { plainLine } from '../pages/words/escape.ts';
import { articleName } from '../pages/words/status-reason.ts';
import { addresseeNames, word } from '../pages/words/words.ts';
import { allowedText } from '../stages/digest/rights.ts';
import { tellDuty } from '../stages/english/clause/sentence.ts';
import { tellBearer } from '../stages/english/clause/whom.ts';
import { type ChangedObligation, compareObligations, readObligations } from '../stages/facts/duties.ts';
import { isBinding } from '../stages/text/acts.ts';
import { csvTable } from './csv.ts';
import { requireDocument, sourcesOf } from './document.ts';
import { cursor, filters, keyedPagesOf, limit, spanOf } from './lists.ts';
import { ask, type Column, type Command, choice, countOf, question, RequestProblem, way, words } from './question.ts';
import { limitOf, next, none, things, tool, toolCursor } from './tool.ts';

/** Who must do what, read of the acts when it is asked: no index has it, and a page of it is a few acts. */

type Act = Pick<ShownDocument, 'id' | 'title' | 'number' | 'status'> & { readonly english: string };
export type ObligationRow = Obligation & {
  readonly document: Act;
  readonly english?: string;
  readonly change?: ChangedObligation['change'];
  readonly before?: string;
};

/** So many acts are read for one answer; where they hold nothing of what is asked, it is short and `next` goes on. */
const mostRead = 8;
/** A quote of a text that may not be passed on. */
const shortQuote = 60;
const most = 200_000;

const wide: ReadonlySet<AddresseeId> = new Set(['any-enterprise', 'local-governments', 'government-users', 'not-classified']);

/** 服务提供者 are not anybody, nor a data bureau any local government: whom a wide group holds is told by the own name, where that is known. */
export const whoOf = ({ who, subject }: Pick<Obligation, 'who' | 'subject'>): string =>
  (wide.has(who) && subject !== undefined ? tellBearer(subject) : undefined) ?? word(addresseeNames, who, 'en');

/** The rows of a document, with their sentences whole. */
export function obligationsOf(document: ShownDocument): readonly ObligationRow[] {
  const whole = [document.text, ...document.attachments.map((file) => orEmpty(file.text))].join('\n').slice(0, most);
  const { id, title, number, status, english } = document;
  const act = { id, title, ...opt('number', number), status, english: english.title };
  return readObligations({ text: whole, title, ...opt('from', document.dates.effective?.value) }).map((row) => ({
    ...row,
    ...opt('english', tellDuty(row.quote, status === 'draft')),
    document: act,
  }));
}

async function obligationsIn(id: string, answers: Answers): Promise<readonly ObligationRow[]> {
  const document = await requireDocument(id, answers);
  const { complete } = allowedText(document, await sourcesOf(answers));
  return obligationsOf(document).map((row) => (complete ? row : { ...row, quote: plainLine(row.quote, shortQuote) }));
}

type ObligationFilters = {
  readonly theme?: string;
  readonly from?: string;
  readonly to?: string;
  readonly status?: string;
  readonly addressee?: string;
};

const anyOf = (field: string, values: readonly string[]): string => `(${values.map((value) => `${field}:${value}`).join(' OR ')})`;
const bearing = anyOf(
  'type',
  documentTypes.filter((type) => isBinding(type) || type === 'draft' || type === 'notice'),
);
const inForce = ['in-force', 'issued', 'not-yet-in-force'];

/** Rows from act number `offset` on, and the number of the act to go on with. */
async function readRegister({ addressee, status, ...narrowed }: ObligationFilters, offset: number, least: number, answers: Answers) {
  const q = `${bearing} ${anyOf('status', status === undefined ? inForce : [status])}`;
  const days = narrowed.from || narrowed.to ? { date: 'effective' as const } : {};
  const query = { q, ...narrowed, ...days, sort: 'newest' as const, limit: mostRead, offset, today: answers.today() };
  const { hits, total } = await answers.documents(query);
  const items: ObligationRow[] = [];
  let at = offset;
  for (const hit of hits) {
    if (items.length >= least) break;
    at += 1;
    items.push(...(await obligationsIn(hit.id, answers)).filter(({ who }) => addressee === undefined || who === addressee));
  }
  return { items, at: at < total ? at : undefined };
}

async function compared(act: string, against: string, answers: Answers): Promise<readonly ObligationRow[]> {
  const [now, then] = [await obligationsIn(act, answers), await obligationsIn(against, answers)];
  return compareObligations(then, now).map(({ change, before, after }) => ({
    ...((after ?? before) as ObligationRow),
    change,
    ...(change === 'changed' && opt('before', before?.quote)),
  }));
}

const takes = {
  addressee: choice(addresseeIds, 'Whom it binds'),
  theme: filters.shape.theme,
  ...spanOf('day of effect of the act'),
  status: choice(statuses, 'Status of the act; without it acts in force, issued without a stated day, or with one to come'),
  act: words(500, 'Of this act alone, whatever its status: an id, number or address', '国办发〔2026〕1号'),
  against: words(500, 'With `act`: an earlier act or draft; what was added, removed and changed', '国办发〔2025〕1号'),
  limit,
  cursor,
};

const row = z
  .object({
    who: z.enum(addresseeIds),
    kind: z.enum(['duty', 'prohibition']),
    article: z.string(),
    quote: text('The sentence, without blanks; shortened where rights do not allow it'),
    subject: text('Who, in the words of the act').exactOptional(),
    sanction: text('The article that punishes who breaks this one').exactOptional(),
    by: text('Until when it is to be done').exactOptional(),
    from: text('Day of effect of the act').exactOptional(),
    english: text('The sentence in English, where it is told whole').exactOptional(),
    change: z.enum(['same', 'changed', 'added', 'removed']).exactOptional(),
    before: text('The earlier sentence of what changed').exactOptional(),
    document: z.object({
      id: z.string(),
      title: z.string(),
      english: z.string(),
      number: z.string().exactOptional(),
      status: z.enum(statuses),
    }),
  })
  .meta({ id: 'Obligation', description: 'What an act lays on somebody' });

const columnNames = [
  'who',
  'subject',
  'kind',
  'article',
  'from',
  'by',
  'sanction',
  'change',
  'english',
  'quote',
  'before',
  'act',
  'title',
] as const;

export const obligations = question({
  path: 'obligations',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  words: [
    'Who must do what, from when, by which article and with which sanction, newest act first',
    '各主体的义务、依据条款与罚则，最新文件在前',
  ],
  more: 'An answer holds whole acts, so it may have more items than `limit`, or fewer and a `next` where the acts read hold none that is asked for.',
  takes,
  gives: paged(row, {}),
  async answer({ act, against, limit = 50, cursor, ...asked }, answers): Promise<{ items: readonly ObligationRow[]; next?: string }> {
    if (act !== undefined) {
      const rows = against === undefined ? await obligationsIn(act, answers) : await compared(act, against, answers);
      return { items: rows.filter(({ who }) => asked.addressee === undefined || who === asked.addressee) };
    }
    if (against !== undefined) throw new RequestProblem(400, 'against: name the act, too', { parameter: 'act' });
    const pages = keyedPagesOf(`obligations ${JSON.stringify(asked)}`, answers);
    const { items, at } = await readRegister(asked, pages.passed(cursor).offset, limit, answers);
    return { items, ...opt('next', at === undefined ? undefined : pages.at(at)) };
  },
  csv: ({ items }) =>
    csvTable(
      columnNames,
      items.map(({ document, ...each }) => ({ ...each, act: document.id, title: document.title })),
    ),
});

const named = (article: string): string => articleName(article, { language: 'en' });
const columns: readonly Column<ObligationRow>[] = [
  { head: 'who', cell: whoOf },
  { head: 'article', cell: ({ article, kind }) => `${named(article)}${kind === 'prohibition' ? ' (must not)' : ''}` },
  { head: 'from', cell: ({ from }) => from },
  { head: 'sanction', cell: ({ sanction }) => sanction && named(sanction), yields: 1 },
  { head: 'change', cell: ({ change }) => change, yields: 2 },
  { head: 'act', cell: ({ document }) => document.id },
];

export const command: Command = {
  ways: [
    way({
      of: obligations,
      limit: [30, 100],
      print: ({ items, next: more }, { table }) => [
        table(columns, items, ({ document, english, quote }) => [
          document.title,
          ...(english === undefined ? [] : [english]),
          `“${quote}”`,
        ]),
        `${countOf(items.length, 'obligation')}${more === undefined ? '' : '; there is more: narrow by --addressee, --theme, --from, --act'}`,
      ],
    }),
  ],
};

export const obligationsTool = tool({
  name: 'obligations',
  takes: {
    ...z.object(takes).omit({ status: true }).shape,
    limit: limitOf(40, 20),
    cursor: toolCursor,
  },
  gives: { items: things, next },
  async answer(asked, answers) {
    const found = await ask(obligations, asked, answers);
    return { ...found, notHeld: none(found.items.length, 'such an obligation') };
  },
});
