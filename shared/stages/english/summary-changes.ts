import type { DateFact } from '../../model/article.ts';
import type { ActEffect } from '../../model/document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { orEmpty } from '../../model/values.ts';
import { parseHanNumber } from './numbers.ts';
import { renderDay } from './quantity.ts';
import { told, type Voice } from './summary-parts.ts';
import { nameOf } from './summary-relations.ts';
import { joinNames } from './title-text.ts';

/** What later acts did to an act, in its own summary: each with the words of the later act. */

const mostEffects = 4;
const on = (day: DateFact): string => renderDay(day.value);

/** Articles 9 and 12; nothing where a part is no whole article. */
function articlesIn(parts: readonly string[] | undefined): string | undefined {
  const numbers = (parts ?? []).map((part) => /^第([一二三四五六七八九十\d]{1,4})条$/.exec(part)?.[1]);
  if (numbers.length === 0 || numbers.some((number) => number === undefined)) return undefined;
  return `Article${numbers.length > 1 ? 's' : ''} ${joinNames(numbers.map((number) => String(parseHanNumber(orEmpty(number)))))}`;
}

const span = ({ from, to }: ActEffect): string => `${from ? ` from ${on(from)}` : ''}${to ? ` ${from ? 'to' : 'until'} ${on(to)}` : ''}`;

/** What it does, with the act as its object; nothing where words do not say it surely in English. */
const deeds: Readonly<Record<ActEffect['relation'], (effect: ActEffect, them: string) => string | undefined>> = {
  extends: ({ until }, them) => until && `extends ${them} to ${on(until)}`,
  postpones: ({ effective }, them) =>
    effective ? `moves the day of effect of ${them} to ${on(effective)}` : `puts off the day of effect of ${them}`,
  suspends: (effect, them) => (effect.parts === undefined ? `suspends ${them}${span(effect)}` : undefined),
  amends: (_, them) => `amends ${them}`,
  'ends-in-part'({ parts }, them) {
    const articles = articlesIn(parts);
    return articles && `ends ${articles} of ${them}`;
  },
  corrects: () => undefined,
  'prevails-over': () => undefined,
};
const labels: Readonly<Record<ActEffect['relation'], string>> = {
  extends: 'Extended',
  postpones: 'Day of effect moved',
  suspends: 'Suspended',
  amends: 'Amended',
  'ends-in-part': 'Ended in part',
  corrects: 'Corrected',
  'prevails-over': 'Gives way to another act',
};

/** What later acts did to it and it outlives, the newest first. */
export function changeLines(effects: readonly ActEffect[], { it }: Pick<Voice, 'it'>): readonly SummaryLine[] {
  const newest = effects.toReversed().slice(0, mostEffects);
  return newest.flatMap((effect) => {
    const name = nameOf({ title: effect.document.title });
    const deed = deeds[effect.relation](effect, it === 'They' ? 'them' : 'it');
    return told(name && deed && `${name[0]?.toUpperCase()}${name.slice(1)} ${deed}.`, labels[effect.relation], effect.quote);
  });
}
