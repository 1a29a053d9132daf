import { type Command, Option } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { type CalendarKind, calendarKinds, daysWithoutFinal, type Occasion, occasions } from '../../shared/pages/feeds/occasions.ts';
import { documentShape } from '../../shared/pages/web/api-shapes.ts';
import { renderTimeLeft } from '../../shared/pages/words/days.ts';
import { localeOf } from '../../shared/pages/words/digest-locale.ts';
import { headlineOf } from '../../shared/pages/words/headline.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { registerWithKnown } from '../../shared/pipeline/read/known.ts';
import { dayOption } from './check.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & {
  readonly kind?: CalendarKind;
  readonly issuer?: string;
  readonly theme?: (typeof themeIds)[number];
  readonly place?: string;
  readonly from?: string;
  readonly to?: string;
};

const kindOf = ({ kind }: Occasion): CalendarKind => (kind === 'commentBy' ? 'comment' : kind);
const kindWords = { commentBy: 'comments close', effective: 'takes effect', expires: 'expires' } as const;

/** What the calendar says of one day, for a terminal: until when, how to take part, and what became of a call that is closed. */
function occasionText(occasion: Occasion, today: string): string {
  const { kind, day, hit, final } = occasion;
  const over = daysWithoutFinal(occasion, today);
  const headline = headlineOf(hit).english;
  const left = kind === 'commentBy' ? ` (${renderTimeLeft(day, today, localeOf('en').say)})` : '';
  const became =
    final && `  final text: ${renderPlainTextName(final)} [${final.id}]${final.days === undefined ? '' : `, ${final.days} days between`}`;
  return [
    `${day}  ${kindWords[kind]}${left}  ${hit.id}  ${hit.issuerNames.join('、')}`,
    `  ${headline}`,
    ...(headline !== hit.title ? [`  ${hit.title}`] : []),
    ...(kind === 'commentBy' ? (hit.participate ?? []).map(({ by, to }) => `  by ${by}: ${to}`) : []),
    ...(kind === 'commentBy' && day < today ? [became ?? `  closed ${over} ${over === 1 ? 'day' : 'days'} ago, no final act seen`] : []),
  ].join('\n');
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
        for (const each of all) process.stdout.write(`${occasionText(each, today)}\n`);
        process.stdout.write(all.length === 0 ? 'Nothing in the calendar from that day on.\n' : `${all.length} days\n`);
      });
    });
}
