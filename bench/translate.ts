import { readFileSync } from 'node:fs';
import { openSettings } from '../functions/settings.ts';
import type { MachineTrouble } from '../shared/model/machine.ts';
import { openMachine } from '../shared/net/machine.ts';
import { faultOfEnglish } from '../shared/stages/english/guard.ts';
import type { Table } from '../shared/store/table.ts';
import { type Bench, type Options, type Report, round, shareOf } from './measure.ts';

/**
 * What the owner's translator is worth: of the sentences of a file, one a line, how many of its translations are shown and how many the
 * guard refuses. Behind a tab there may be a right translation, which tells how often the guard refuses what is right. Keeps nothing.
 */

const mostExamples = 10;
/** Nothing is kept, and nothing is held against the budget of the month. */
const nowhere = { get: async () => undefined, put: async () => true } as unknown as Table;

function pairsOf(file: string): readonly (readonly string[])[] {
  try {
    const pairs = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().split('\t'))
      .filter(([chinese]) => chinese);
    if (pairs.length > 0) return pairs;
  } catch {}
  throw new Error(
    `translate: ${file} has no lines that can be read; name a file with a Chinese sentence a line, and behind a tab a right translation or nothing`,
  );
}

async function run({ file = '', config }: Options): Promise<Report> {
  const pairs = pairsOf(file);
  const settings = await openSettings(config);
  const troubles: MachineTrouble[] = [];
  const { tryOut, sentence } = openMachine(nowhere, { settings, now: () => new Date(), trouble: (trouble) => troubles.push(trouble) });
  if (!tryOut) throw new Error('translate: no translator is chosen; set "translate" in hongtou.config.json, or name a file by --config');
  const [shown, refused, times]: [string[], string[], number[]] = [[], [], []];
  for (const [chinese = ''] of pairs) {
    const start = performance.now();
    const made = await sentence(chinese);
    // It rests after three failures in a row: what is left would not be asked.
    if (!made && troubles.length >= 3) break;
    if (!made) continue;
    times.push(performance.now() - start);
    if (made.text === undefined) refused.push(`${chinese} | ${made.refused.join('; ')}`);
    else shown.push(`${chinese} | ${made.text}`);
  }
  const right = pairs.filter(([, english]) => english);
  const wronged = right.flatMap(([chinese = '', english = '']) => {
    const why = faultOfEnglish(chinese, english);
    return why === undefined ? [] : [`${chinese} | ${why}: ${english}`];
  });
  const asked = shown.length + refused.length;
  return {
    ...{ sentences: pairs.length, shown: shown.length, refused: refused.length, unanswered: pairs.length - asked },
    shownPercent: round((100 * shown.length) / Math.max(1, asked)),
    msEach: shareOf(times, 0.5),
    ...(right.length > 0 && {
      rightPairs: right.length,
      rightRefused: wronged.length,
      rightRefusedExamples: wronged.slice(0, mostExamples),
    }),
    ...{
      refusedExamples: refused.slice(0, mostExamples),
      shownExamples: shown.slice(0, 3),
      troubles: troubles.map(({ detail }) => detail),
    },
  };
}

export const translate: Bench = { takesFile: true, sides: {}, run };
