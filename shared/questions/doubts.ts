import { type Doubt, doubt } from '../model/doubts.ts';
import { paged } from '../model/shape.ts';
import { beijing } from '../pages/words/days.ts';
import { fieldName } from '../pages/words/status-reason.ts';
import type { Landmark } from '../registry/known.ts';
import type { FigureLandmark } from '../registry/landmarks/figures.ts';
import { csvTable } from './csv.ts';
import { type Command, choice, countOf, question, way } from './question.ts';

export const doubtFilters = { state: choice(['open', 'settled'], 'Open: those that nobody has settled') };

const heads = [
  'id',
  'kind',
  'subject',
  'name',
  'field',
  'told',
  'says',
  'quote',
  'document',
  'title',
  'since',
  'keep',
  'at',
  'why',
] as const;

export const doubts = question({
  path: 'doubts',
  tag: 'Landmarks',
  words: [
    'Where a held document contradicts a landmark, a known act, an official title or a stated figure: what is told, what the document says, since when, and what a person decided',
    '已收文件与里程碑、已知文件、官方译名或所载数据不一致之处：现述、文件所述、起始日期及处理结果',
  ],
  takes: doubtFilters,
  gives: paged(doubt, {}),
  async answer({ state }, answers) {
    const all = await answers.doubts();
    return { items: all.filter(({ settled }) => state === undefined || (settled === undefined) === (state === 'open')) };
  },
  csv: ({ items }) =>
    csvTable(
      heads,
      items.map(({ document, settled, ...each }) => ({ ...each, document: document.id, title: document.title, ...settled })),
    ),
});

/** What stands beside the thing that is told, in English. */
export function doubtLine({ id, field, told, says, document, since, settled }: Doubt): string {
  const what = `${fieldName(field, 'en')}: `;
  const who = document.english || document.title;
  if (settled === undefined) return `${what}${says} by ${who}, against ${told}: not settled since ${since.slice(0, 10)} (${id})`;
  const on = `${settled.at.slice(0, 10)}: ${settled.why}`;
  return settled.keep === 'document'
    ? `${what}${says} by ${who}, in place of ${told}; corrected ${on}`
    : `${what}${told} kept against ${says} by ${who}, ${on}`;
}

export type WithDoubts = { readonly id: string; readonly doubts: readonly Doubt[] };
const doubtsOf = (id: string, all: readonly Doubt[], kinds: readonly Doubt['kind'][]) =>
  all.filter(({ kind, subject }) => kinds.includes(kind) && subject === id);
/** What a person took is told as long as the table says what was corrected. */
const taken = (list: readonly Doubt[], field: Doubt['field'], now: string | undefined): string | undefined =>
  list.find((each) => each.field === field && each.settled?.keep === 'document' && (now === undefined || each.told === now))?.says;

/** A landmark as it is told in this store: with its corrections, and its doubts beside it. */
export function toldLandmark(landmark: Landmark, all: readonly Doubt[]): Landmark & WithDoubts {
  const own = doubtsOf(landmark.id, all, ['landmark']);
  const number = taken(own, 'number', landmark.number);
  const days = (['signed', 'published', 'effective'] as const).flatMap((kind) => {
    const day = taken(own, `dates.${kind}`, landmark.dates[kind]);
    return day === undefined ? [] : [[kind, day]];
  });
  return {
    ...landmark,
    ...(number !== undefined && { number, numberMark: 'V1' as const }),
    ...(days.length > 0 && { dates: { ...landmark.dates, ...Object.fromEntries(days) } }),
    doubts: own,
  };
}

export function toldFigure(figure: FigureLandmark, all: readonly Doubt[]): FigureLandmark & WithDoubts {
  const own = doubtsOf(figure.id, all, ['figure']);
  return { ...figure, stated: taken(own, 'figure', figure.stated) ?? figure.stated, doubts: own };
}

export const command: Command = {
  ways: [
    way({
      of: doubts,
      print: ({ items }, { paint, fitted }) => [
        ...items.flatMap((each) => [
          fitted(`${paint('bold', each.name)} (${each.kind})`),
          fitted(doubtLine(each), '  ', '    '),
          fitted(`document ${each.document.id} since ${beijing(each.since)}`, '  ', '    '),
        ]),
        `${countOf(items.length, 'doubt')}${items.length > 0 ? '; "hongtou settle ID --keep known|document --why TEXT" decides one' : ''}`,
      ],
    }),
  ],
};
