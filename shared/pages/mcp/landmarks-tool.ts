import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { opt } from '../../model/values.ts';
import { type ThemeId, themeIds } from '../../model/vocabulary.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { entityIdOf, isVerified, type Landmark, landmarks } from '../../registry/landmarks.ts';
import { askApi } from './ask-api.ts';
import { brief, briefly } from './plain.ts';
import { said, thing, things, tool } from './tool.ts';

type Asked = { readonly q?: string | undefined; readonly id?: string | undefined; readonly theme?: ThemeId | undefined };

/** Whether a text holds every word; words are parted by blanks and commas. */
const holds = (texts: readonly (string | undefined)[], q: string): boolean => {
  const text = texts.join(' ').toLowerCase();
  return q
    .toLowerCase()
    .split(/[\s,，、]/)
    .every((word) => text.includes(word));
};

const fits = ({ q, id, theme }: Asked, landmark: Landmark): boolean =>
  (id === undefined || landmark.id === id) &&
  (theme === undefined || landmark.themes.includes(theme)) &&
  (q === undefined || holds([landmark.en, landmark.zh, landmark.statement, landmark.number, ...landmark.aliases], q));

const mostFigures = 8;

/** Figures of the backgrounder, each with the newest value that a held document states. */
async function figuresOf({ q, id, theme }: Asked, answers: Answers) {
  if (id !== undefined || (q === undefined && theme === undefined)) return [];
  const fitting = figureLandmarks.filter(
    (each) => (theme === undefined || each.themes.includes(theme)) && (q === undefined || holds([each.en, each.stated, each.note], q)),
  );
  const some = fitting.slice(0, mostFigures);
  const newest = await answers.newestFigures(some.map((each) => each.id));
  return some.map(({ id: name, en, stated, mark, note }) => ({
    id: name,
    en,
    stated,
    mark,
    note: brief(note, 300),
    ...opt('newest', newest.get(name)),
  }));
}

const mostListed = 25;
const mostBeside = 4;

/** What the backgrounder states of the words of a query: beside hits, for what no document says. Marks of the query language do not count. */
export function findBackground(q: string) {
  const words = q
    .replace(/(?:^|\s)-\S+/g, ' ')
    .replace(/["“”《》()（）]|\bOR\b|\b\w+:/g, ' ')
    .trim();
  if (words === '') return [];
  return landmarks
    .filter((landmark) => isVerified(landmark.mark) && landmark.statement !== '' && fits({ q: words.replace(/\s+/g, ' ') }, landmark))
    .slice(0, mostBeside)
    .map(({ id, en, zh, mark, number, dates, statement }) => ({
      id,
      en,
      zh,
      mark,
      ...opt('number', number),
      dates,
      states: brief(statement, 240),
    }));
}

async function listOf(fitting: readonly Landmark[], answers: Answers) {
  const mentions = await answers.mentions();
  return fitting.slice(0, mostListed).map((each) => {
    const { id, en, zh, kind, mark, number, dates, statement } = each;
    const documents = mentions[entityIdOf(each)]?.documents ?? 0;
    return { id, en, zh, kind, mark, ...opt('number', number), dates, statement: brief(statement, 240), documents };
  });
}

export const landmarksTool = tool({
  name: 'landmarks',
  title: 'What the field refers to',
  says:
    'Acts, bodies, programmes, places, companies and figures that the field refers to, as a backgrounder of 27 September 2026 states them (`mark`: V2 ' +
    'two texts agree, V1 one text, K general knowledge and unverified, ? a name only), ' +
    'with how many held documents name each. One landmark (by `id`, or when `q` finds one only) comes with its act, if held, what later acts did to ' +
    'it, and the newest documents that name it; ' +
    'figures come with the newest value that a held document states.',
  takes: {
    q: said(100, 'Words of its name or statement, Chinese or English'),
    id: said(100, 'Id of a landmark'),
    theme: z.enum(themeIds).exactOptional(),
  },
  gives: { items: things.exactOptional(), figures: things.exactOptional(), landmark: thing.exactOptional() },
  async answer(asked, answers) {
    const fitting = landmarks.filter((each) => fits(asked, each));
    const figures = await figuresOf(asked, answers);
    const beside = figures.length > 0 && { figures: briefly(figures, 300) };
    const [only] = fitting;
    if (only && fitting.length === 1) {
      const landmark = await askApi({ path: 'landmarks/:id', id: only.id, given: { limit: 8 } }, answers, thing);
      const unheld = only.kind === 'act' && landmark['held'] === undefined;
      return { landmark: briefly(landmark, 300), ...beside, notHeld: unheld ? ['The text of this act is not held.'] : [] };
    }
    const more = fitting.length - mostListed;
    const nothing = fitting.length === 0 && figures.length === 0 ? ['The backgrounder names nothing like it.'] : [];
    return {
      items: await listOf(fitting, answers),
      ...beside,
      notHeld: more > 0 ? [`${more} more landmarks fit: give more words, or a theme.`] : nothing,
    };
  },
});
