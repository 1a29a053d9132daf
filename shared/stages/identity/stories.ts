import { daysBetween } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { companies } from '../../registry/institutions.ts';
import { foldText } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { shareOf } from './merge.ts';
import { hanPairs } from './resolve.ts';

const {
  /** Words that headlines of every kind hold, and that tell no event. */
  common,
} = expressionsOf(expressions.stories);

/** What a page tells, as far as grouping needs it. `day` is a day in Beijing; `names` are ids of what it names (landmarks, companies). */
export type StoryPage = {
  readonly id: string;
  readonly title: string;
  readonly day?: string;
  /** The act it reports or explains, by id or by the key of its title or number. */
  readonly about?: string;
  readonly names: readonly string[];
};

/** Reports of one event follow within days of each other. */
const daysApart = 4;
const alike = 0.6;
/** Headlines that share this much tell the same when they also name the same firms or acts. */
const somewhatAlike = 0.4;
const hardlyAlike = 0.25;

/** Names of firms are compared by what they name, whatever a headline calls them. */
const firmNames = companies.flatMap(({ aliases }) => aliases.map(foldText)).filter((name) => name.length > 1);

/** Who put it out, at the head of a headline, tells no event either: two courts publish two lists of cases. */
const body =
  /^[\p{Script=Han}、 ]{2,30}?(?:法院|检察院|政府|委员会|部|局|厅|委|办)(?=(?:近日|日前|联合|正式){0,2}(?:发布|公布|印发|通报))/u;

const withoutFirms = (text: string) => firmNames.reduce((rest, name) => (rest.includes(name) ? rest.replaceAll(name, ' ') : rest), text);

function shinglesOf(title: string) {
  const text = withoutFirms(foldText(title).replace(body, ' ')).replace(common, ' ');
  return new Set([...(text.match(/[a-z0-9][a-z0-9.-]{2,}/g) ?? []), ...hanPairs(text)]);
}

const shareInCommon = (a: ReadonlySet<string>, b: ReadonlySet<string>) => (Math.min(a.size, b.size) < 3 ? 0 : shareOf(a, b));

/** A page without a day may be of any year: it joins no event by its headline. */
const near = (a: StoryPage, b: StoryPage) => a.day !== undefined && b.day !== undefined && Math.abs(daysBetween(a.day, b.day)) <= daysApart;

type ComparablePage = StoryPage & { readonly pieces: ReadonlySet<string>; readonly figures: ReadonlySet<string> };

/** Headlines whose figures all differ tell of two things: the lists of May and of June, a first and a second batch. */
const figuresDiffer = (a: ComparablePage, b: ComparablePage) =>
  a.figures.size > 0 && b.figures.size > 0 && ![...a.figures].some((figure) => b.figures.has(figure));

function sameEvent(a: ComparablePage, b: ComparablePage) {
  if (a.about !== undefined && b.about !== undefined) return a.about === b.about;
  if (!near(a, b) || figuresDiffer(a, b)) return false;
  const share = shareInCommon(a.pieces, b.pieces);
  if (share >= alike) return true;
  const firms = a.names.filter((name) => b.names.includes(name));
  if (share >= somewhatAlike && firms.length > 0) return true;
  return share >= hardlyAlike && firms.length > 1 && Math.abs(daysBetween(orEmpty(a.day), orEmpty(b.day))) <= 1;
}

export function groupStories(pages: readonly StoryPage[]): readonly (readonly string[])[] {
  const groups: ComparablePage[][] = [];
  for (const page of pages) {
    const read = { ...page, pieces: shinglesOf(page.title), figures: new Set(page.title.match(/\d+(?:\.\d+)?/g)) };
    const group = groups.find(([head]) => head !== undefined && sameEvent(head, read));
    if (group) group.push(read);
    else groups.push([read]);
  }
  return groups.map((members) => members.map(({ id }) => id));
}
