import { type Digest, type DigestItem, type Highlight, type SectionId, sections } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { plainLine } from '../words/escape.ts';
import { fieldName } from '../words/field-name.ts';
import { capital } from '../words/words.ts';
import { type ReasonView, reasonViews } from './digest-reasons.ts';
import { itemView } from './digest-view.ts';
import { countWords } from './english-words.ts';
import { shortTitle } from './short-title.ts';

/** A line of the first screen and the section where its facts stand; one about an item begins with its headline. */
export type BriefLine = {
  readonly text: string;
  readonly section: SectionId | 'unseen';
  readonly id?: string;
  readonly headline?: string;
  /** Words of the text that prove it. */
  readonly quotes?: readonly string[];
};

/** A line of the brief is two sentences, each read in one breath: what and by whom, and why it matters. */
const headlineWords = 14;
const whyWords = 20;
const subjectWords = 10;
const mostEdits = 3;

type Placed = { readonly item: DigestItem; readonly section: SectionId };

/** The item of an id, where it is told in full if anywhere. */
function findItem({ sections: filled }: Digest, id: string): Placed | undefined {
  const found = sections.flatMap((section) => filled[section].filter((each) => each.id === id).map((item) => ({ item, section })));
  return found.find(({ item }) => item.inFull === undefined) ?? found[0];
}

function titleOf(item: DigestItem, today: string, tongue: DigestLocale, most: number): string {
  const { english, chinese } = itemView(item, today, tongue);
  return (tongue.language === 'zh' ? (chinese ?? english) : shortTitle(item, english, most)).replace(/[.。]{1,3}$/, '');
}

/** As many reasons as the sentence has room for; the first in any case. */
function fitting(views: readonly ReasonView[]): readonly ReasonView[] {
  const taken: ReasonView[] = [];
  for (const view of views.slice(0, 3)) {
    const words = countWords([...taken, view].map(({ text }) => text).join(' '));
    if (taken.length > 0 && words > whyWords) break;
    taken.push(view);
  }
  return taken;
}

function lineOf({ item, section }: Placed, views: readonly ReasonView[], today: string, tongue: DigestLocale): BriefLine {
  const { by } = itemView(item, today, tongue);
  const headline = titleOf(item, today, tongue, headlineWords);
  const named = by === undefined ? headline : tongue.say(`${headline} (${by})`, `${headline}（${by}）`);
  const taken = fitting(views);
  const why = taken.map(({ text }) => text).join(tongue.say('; ', '；'));
  const text = why === '' ? `${named}${tongue.say('.', '。')}` : tongue.say(`${named}. ${capital(why)}.`, `${named}：${why}。`);
  return { text, section, id: item.id, headline, quotes: [...new Set(taken.flatMap(({ quote = [] }) => quote))] };
}

const dayOf = (value: string | undefined, { day, say }: DigestLocale): string =>
  value === undefined
    ? say('none')
    : /^\d{4}-\d\d(?:-\d\d)?$/.test(value)
      ? day(value)
      : `“${[...plainLine(value, 400)].slice(0, 40).join('')}”`;

/** What became of an item after it was published, by its first change. */
function editOf({ what, changes }: DigestItem, tongue: DigestLocale): readonly ReasonView[] {
  if (what === 'withdrawn') return [{ text: tongue.say('withdrawn from its official page', '已从官方页面撤下') }];
  return changes.slice(0, 1).map(({ field, before, after }) => {
    const name = plainLine(fieldName(field, tongue.language), 60);
    const [was, now] = [dayOf(before, tongue), dayOf(after, tongue)];
    return { text: tongue.say(`${name} changed from ${was} to ${now}`, `${name}由${was}改为${now}`) };
  });
}

function editLines(digest: Digest, told: ReadonlySet<string>, today: string, tongue: DigestLocale): readonly BriefLine[] {
  const edited = sections.flatMap((section) =>
    digest.sections[section]
      .filter(({ what, id }) => (what === 'changed' || what === 'withdrawn') && !told.has(id))
      .map((item) => lineOf({ item, section }, editOf(item, tongue), today, tongue)),
  );
  const more = edited.length - mostEdits;
  const last = edited[mostEdits];
  return [
    ...edited.slice(0, mostEdits),
    ...(last ? [{ text: tongue.say(`Changed or withdrawn besides: ${more}.`, `另有${more}件改动或撤下。`), section: last.section }] : []),
  ];
}

function landmarkLine(digest: Digest, { say, language }: DigestLocale): readonly BriefLine[] {
  const { landmarks = [] } = digest;
  if (landmarks.length === 0) return [];
  const names = landmarks.slice(0, 5).map(({ names: { zh, en } }) => plainLine(language === 'zh' ? zh : en, 120));
  const more = landmarks.length - names.length;
  const all = [...names, ...(more > 0 ? [say(`${more} more`, `另有${more}项`)] : [])].join(say('; ', '；'));
  const first = landmarks.flatMap(({ items }) => items.flatMap((id) => findItem(digest, id) ?? []))[0];
  return [{ text: say(`Landmarks concerned: ${all}.`, `涉及里程碑：${all}。`), section: first?.section ?? 'binding' }];
}

/** Older items are no news of the week: said once, and folded in their sections. */
function olderLine(digest: Digest, { say }: DigestLocale): readonly BriefLine[] {
  const section = sections.find((each) => digest.sections[each].some(isFolded));
  if (section === undefined) return [];
  const n = sections.reduce((sum, each) => sum + digest.sections[each].filter(isFolded).length, 0);
  return [{ text: say(`Older documents, first seen now: ${n}.`, `较早发布、本周首次收录的文件${n}件。`), section }];
}

/** An item that its section only counts. */
export const isFolded = ({ older, what, inFull }: DigestItem): boolean => older === true && what === 'new' && inFull === undefined;

const highlighted = (digest: Digest): readonly (Placed & Pick<Highlight, 'reasons'>)[] =>
  (digest.highlights ?? []).flatMap(({ id, reasons }) => {
    const place = findItem(digest, id);
    return place ? [{ ...place, reasons }] : [];
  });

/** The headlines of what matters most, in few words. */
export const highlightHeadlines = (digest: Digest, today: string, tongue: DigestLocale): readonly string[] =>
  highlighted(digest).map(({ item }) => titleOf(item, today, tongue, subjectWords));

/** What matters most and why, what was changed or withdrawn by name, landmarks, older documents; days left count from `today` (Beijing). */
export function highlightLines(digest: Digest, today: string, tongue: DigestLocale): readonly BriefLine[] {
  const found = highlighted(digest);
  const told = new Set(found.map(({ item }) => item.id));
  return [
    ...found.map((place) => lineOf(place, reasonViews(place.reasons, today, tongue), today, tongue)),
    ...editLines(digest, told, today, tongue),
    ...landmarkLine(digest, tongue),
    ...olderLine(digest, tongue),
  ];
}
