import type { Digest, MovedFigure } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { plainLine } from '../words/escape.ts';
import { quantity } from '../words/quantity.ts';

/** Figures that moved, as rows: what is counted, now, before, and the difference with its sign. */
export type FigureRow = {
  readonly subject: string;
  readonly now: string;
  readonly before: string;
  readonly since: string;
  readonly document: string;
  readonly quotes: readonly string[];
};

const amount = (value: number, unit: string, { language }: DigestLocale): string =>
  quantity({ value, unit, bound: 'exactly' }, { language });

const dated = (text: string, day: string | undefined, tongue: DigestLocale): string =>
  day === undefined ? text : tongue.say(`${text} (${tongue.day(day)})`, `${text}（${tongue.day(day)}）`);

function difference({ now, before, unit, added }: MovedFigure, tongue: DigestLocale): string {
  if (added) return `+${amount(added.value, unit, tongue)}`;
  if (!before) return tongue.say('not stated');
  const by = now.value - before.value;
  const size = amount(Math.abs(by), unit, tongue);
  return by === 0
    ? tongue.say('unchanged', '无变化')
    : `${by > 0 ? '+' : '−'}${unit === '%' ? tongue.say(`${Math.abs(by)} points`, `${Math.abs(by)}个百分点`) : size}`;
}

/** The head of the table of figures. */
export const figureHead = ({ say }: DigestLocale): Pick<FigureRow, 'subject' | 'now' | 'before' | 'since'> => ({
  subject: say('Figure', '指标'),
  now: say('Now', '现在'),
  before: say('Previously', '此前'),
  since: say('Change', '变化'),
});

/** More figures are on the page. */
export const mostFigures = 6;

/** The figures of a digest, at most `most`. */
export const figureRows = ({ moved = [] }: Digest, tongue: DigestLocale, most: number): readonly FigureRow[] =>
  moved.slice(0, most).map((figure) => {
    const { subject, unit, now, before } = figure;
    return {
      subject: plainLine(tongue.language === 'zh' ? subject.zh : subject.en, 160),
      now: dated(amount(now.value, unit, tongue), now.day, tongue),
      before: before ? dated(amount(before.value, unit, tongue), before.day, tongue) : tongue.say('not stated'),
      since: difference(figure, tongue),
      document: now.document,
      quotes: [
        ...new Set([now, ...(before ? [before] : []), ...(figure.added ? [figure.added] : [])].map(({ quote }) => plainLine(quote, 400))),
      ],
    };
  });
