import { type Command, Option } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { type CalendarKind, calendarKinds, daysWithoutFinal, type Occasion, occasions } from '../../shared/pages/feeds/calendar.ts';
import { documentShape } from '../../shared/pages/web/api-shapes.ts';
import { renderTimeLeft } from '../../shared/pages/words/days.ts';
import { localeOf } from '../../shared/pages/words/digest-locale.ts';
import { renderPlainIssuers } from '../../shared/pages/words/hit-words.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { dateNames, word } from '../../shared/pages/words/words.ts';
import { registerWithKnown } from '../../shared/pipeline/read/known.ts';
import { dayOption } from './check.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';
import { countOf, print, titleLines } from './layout.ts';
import { type Column, table } from './table.ts';

type Options = StoreOptions & {
  readonly kind?: CalendarKind;
  readonly issuer?: string;
  readonly theme?: (typeof themeIds)[number];
  readonly place?: string;
  readonly from?: string;
  readonly to?: string;
};

const kindOf = ({ kind }: Occasion): CalendarKind => (kind === 'commentBy' ? 'comment' : kind);

const columnsOn = (today: string): readonly Column<Occasion>[] => [
  { head: 'day', cell: ({ day }) => day },
  { head: 'what', cell: ({ kind }) => word(dateNames, kind, 'en') },
  {
    head: 'left',
    cell: ({ kind, day }) => (kind === 'commentBy' ? renderTimeLeft(day, today, localeOf('en').say) : undefined),
    style: ({ day }) => (day >= today ? 'yellow' : 'dim'),
  },
  { head: 'document', cell: ({ hit }) => hit.id },
  { head: 'issued by', cell: ({ hit }) => renderPlainIssuers(hit), yields: 1, least: 12 },
];

/** What it is about, how to take part, and what became of a call that is closed. */
function underOccasion(occasion: Occasion, today: string): string[] {
  const { kind, day, hit, final } = occasion;
  if (kind !== 'commentBy') return titleLines(hit);
  const over = daysWithoutFinal(occasion, today);
  const between = final?.days === undefined ? '' : `, ${countOf(final.days, 'day')} after the draft`;
  const became = final && `final text: ${renderPlainTextName(final)} [${final.id}]${between}`;
  return [
    ...titleLines(hit),
    ...(hit.participate ?? []).map(({ by, to }) => `by ${by}: ${to}`),
    ...(day < today ? [became ?? `closed ${countOf(over ?? 0, 'day')} ago, no final act seen`] : []),
  ];
}

export function define(command: Command): void {
  withStore(command)
    .addOption(
      new Option('--kind <kind>', 'comment deadlines, days of effect or last days; all without it').choices(Object.keys(calendarKinds)),
    )
    .option('--issuer <id>', 'id or Chinese name')
    .addOption(new Option('--theme <id>').choices(themeIds))
    .option('--place <id>', 'a place that the document names, as beijing')
    .option('--from <day>', 'not before; today without it', dayOption('--from'))
    .option('--to <day>', 'not after', dayOption('--to'))
    .action(async ({ kind, issuer, theme, place, from, to, ...options }: Options) => {
      if (from !== undefined && to !== undefined && from > to) throw new InputError('--from is after --to', { usage: true });
      await withInstance(options, {}, async ({ context }) => {
        const today = dayOf(context.now());
        const filters = {
          ...opt('issuer', issuer),
          ...opt('theme', theme),
          ...opt('place', place),
          ...opt('from', from),
          ...opt('to', to),
        };
        const kinds = kind === undefined ? Object.values(calendarKinds) : [calendarKinds[kind]];
        const asked = { documents: context.search.query, register: registerWithKnown(context), today: () => today };
        const all = (await Promise.all(kinds.map((each) => occasions(each, filters, asked)))).flat();
        if (options.json) {
          const items = all.map((each) => ({ day: each.day, kind: kindOf(each), ...documentShape(each.hit), ...opt('final', each.final) }));
          return printJson({ items, total: items.length });
        }
        const rows = all.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
        print(table(columnsOn(today), rows, { under: (each) => underOccasion(each, today) }));
        print(all.length === 0 ? 'Nothing in the calendar from that day on.' : countOf(all.length, 'day'));
      });
    });
}
