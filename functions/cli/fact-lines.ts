import type { ShownDocument } from '../../shared/model/document.ts';
import type { DocumentFigure } from '../../shared/model/facts.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { renderTimeLeft } from '../../shared/pages/words/days.ts';
import { localeOf } from '../../shared/pages/words/digest-locale.ts';
import { plainQuantity } from '../../shared/pages/words/quantity.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';

const mostFigures = 12;

const renderLeft = (until: string, today: string): string => {
  const left = renderTimeLeft(until, today, localeOf('en').say);
  return left === undefined ? '' : ` (${left})`;
};

/** A figure, what it counts, its year when the text states one, and its strength. */
export const figureLine = (figure: DocumentFigure): string =>
  [plainQuantity(figure), orEmpty(figure.scope), figure.yearFrom === 'text' ? String(figure.year) : '', figure.strength]
    .filter((each) => each !== '')
    .join('  ');

/** How to comment, times to apply or object, the other stage and the figures of a document, for a terminal. `today` is a day in Beijing. */
export function factLines({ dates, participate = [], windows = [], stages, figures = [], id }: ShownDocument, today: string): string[] {
  const { commentFrom: from, commentBy: until } = dates;
  const open = until && `${from === undefined ? '' : `${from.value} – `}${until.value}${renderLeft(until.value, today)}`;
  const other =
    stages &&
    (stages.draft.id === id
      ? `final text: ${renderPlainTextName(stages.final)} [${stages.final.id}]`
      : `draft: ${renderPlainTextName(stages.draft)} [${stages.draft.id}]`);
  return [
    ...(open ? [`  comment       ${open}`] : []),
    ...participate.map(({ by, to }) => `  by ${by.padEnd(10)} ${to}`),
    ...windows.map(
      ({ kind, from, until }) => `  ${kind.padEnd(13)} ${from === undefined ? '' : `${from} – `}${until}${renderLeft(until, today)}`,
    ),
    ...(other === undefined ? [] : [`  stages        ${other}${stages?.days === undefined ? '' : `, ${stages.days} days between`}`]),
    ...(figures.length > 0 ? ['', 'Figures and commitments'] : []),
    ...figures.slice(0, mostFigures).map((figure) => `  ${figureLine(figure)}`),
    ...(figures.length > mostFigures ? [`  and ${figures.length - mostFigures} more; --json gives all`] : []),
  ];
}
