import type { ShownDocument } from '../../shared/model/document.ts';
import type { DocumentFigure } from '../../shared/model/facts.ts';
import { localeOf, renderTimeLeft } from '../../shared/pages/words/days.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { wayNames, word } from '../../shared/pages/words/words.ts';
import { figureColumns } from '../../shared/questions/figures.ts';
import { countOf } from '../../shared/questions/question.ts';
import { type Fact, facts } from './layout.ts';
import { section } from './record-text.ts';
import { table } from './table.ts';

const mostFigures = 12;
const windowNames = { application: 'apply until', objection: 'object until' } as const;

const renderLeft = (until: string, today: string): string => {
  const left = renderTimeLeft(until, today, localeOf('en').say);
  return left === undefined ? '' : ` (${left})`;
};

function figureLines(figures: readonly DocumentFigure[]): string[] {
  if (figures.length === 0) return [];
  const more = figures.length - mostFigures;
  const lines = [
    table(figureColumns, figures.slice(0, mostFigures)).trimEnd(),
    ...(more > 0 ? [`and ${more} more; --json gives all`] : []),
  ];
  return section(`Figures and commitments (${figures.length})`, lines);
}

export function factLines({ dates, participate = [], windows = [], stages, figures = [], id }: ShownDocument, today: string): string[] {
  const { commentFrom: from, commentBy: until } = dates;
  const open = until && `${from === undefined ? '' : `${from.value} – `}${until.value}${renderLeft(until.value, today)}`;
  const other = stages && (stages.draft.id === id ? (['final text', stages.final] as const) : (['draft', stages.draft] as const));
  const between = stages?.days === undefined ? '' : `, ${countOf(stages.days, 'day')} between the two`;
  const comment: readonly Fact[] = [
    ['comments due', open],
    ...participate.map(({ by, to }): Fact => [word(wayNames, by, 'en').toLowerCase(), to]),
  ];
  const periods = windows.map(
    ({ kind, from: opens, until: closes }): Fact => [
      windowNames[kind],
      `${closes}${renderLeft(closes, today)}${opens === undefined ? '' : `, from ${opens}`}`,
    ],
  );
  return [
    ...section('How to comment', facts(comment, '  ')),
    ...section('Application and objection periods', facts(periods, '  ')),
    ...section(
      'Draft and final text',
      other ? facts([[other[0], `${renderPlainTextName(other[1])} [${other[1].id}]${between}`]], '  ') : [],
    ),
    ...figureLines(figures),
  ];
}
