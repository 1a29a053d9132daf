import type { DigestRhythm } from '../../model/configuration.ts';
import type { Choices } from '../../model/reader.ts';
import type { Weekday } from '../../model/time.ts';
import { bodyById } from '../../registry/issuers.ts';
import { landmarkById } from '../../registry/known.ts';
import { placeById } from '../../registry/places.ts';
import { rhythmOf } from '../../stages/digest/moments.ts';
import type { Locale } from './days.ts';
import names from './names.json' with { type: 'json' };
import { type LanguagePair, levelNames, named, themeNames } from './words.ts';

export const weekdayNames = named<Weekday>(names.weekdays);

/** Names of what a reader may choose by its id; an id that the registry does not know (any more) is shown as it is. */
export const chosenNames = {
  themes: (id: string): LanguagePair | undefined => (themeNames as Readonly<Record<string, LanguagePair>>)[id],
  levels: (id: string): LanguagePair | undefined => levelNames[id],
  issuers(id: string): LanguagePair | undefined {
    const body = bodyById(id);
    return body && [body.english, body.name];
  },
  places(id: string): LanguagePair | undefined {
    const place = placeById(id);
    return place && [place.english, place.stem];
  },
  landmarks(id: string): LanguagePair | undefined {
    const landmark = landmarkById(id);
    return landmark && [landmark.en, landmark.zh === '' ? landmark.en : landmark.zh];
  },
};

/** How many names of one kind are written out; a reader may have chosen hundreds. */
const mostNamed = 4;

type Words = Pick<Locale, 'language' | 'say' | 'day'>;

const separator = ({ say }: Words): string => say('; ');

function namesOf(texts: readonly string[], { language, say }: Words): string {
  const comma = language === 'zh' ? '、' : ', ';
  const more = texts.length - mostNamed;
  if (more < 2) return texts.join(comma);
  return `${texts.slice(0, mostNamed).join(comma)} ${say(`and ${more} more`, `等${texts.length}项`)}`;
}

const labels: Readonly<Record<keyof typeof chosenNames, LanguagePair>> = {
  themes: ['themes', '主题'],
  issuers: ['bodies', '机构'],
  levels: ['levels', '层级'],
  places: ['places', '地区'],
  landmarks: ['landmarks', '重点政策'],
};

function chosen(kind: keyof typeof chosenNames, choices: Choices, words: Words): readonly string[] {
  const ids: readonly string[] = choices[kind] ?? [];
  const at = words.language === 'zh' ? 1 : 0;
  if (ids.length === 0) return [];
  return [
    `${words.say(`${labels[kind][0]} `, `${labels[kind][1]}：`)}${namesOf(
      ids.map((id) => chosenNames[kind](id)?.[at] ?? id),
      words,
    )}`,
  ];
}

function added(choices: Choices, words: Words): readonly string[] {
  const { say } = words;
  const { searches = [], acts = [] } = choices;
  const quoted = searches.map(({ name }) => say('“{name}”', { name }));
  const names = namesOf(quoted, words);
  return [
    ...(searches.length > 0 ? [say('searches {names}', { names })] : []),
    ...(acts.length > 0 ? [say('{acts} followed {acts:act|acts}', { acts: acts.length })] : []),
    ...chosen('landmarks', choices, words),
  ];
}

/** `weekly, Monday 08:30 in Asia/Shanghai`; what is not chosen is the instance's. */
function rhythmWords(choices: Choices, digest: DigestRhythm, { say }: Words): string {
  const { every, weekday, time, timeZone: zone } = rhythmOf(choices, digest);
  return every === 'day'
    ? say('daily, {time} in {zone}', { time, zone })
    : say('weekly, {weekday} {time} in {zone}', { weekday: say(...weekdayNames[weekday]), time, zone });
}

export function describeNarrowing(choices: Choices | undefined, words: Words): string | undefined {
  const given = choices ?? {};
  const narrowed =
    given.only === true ? [] : (['themes', 'issuers', 'levels', 'places'] as const).flatMap((kind) => chosen(kind, given, words));
  if (narrowed.length === 0 && given.only !== true) return undefined;
  return [...narrowed, ...besides(given, words)].join(separator(words));
}

function besides(choices: Choices, words: Words): readonly string[] {
  const more = added(choices, words);
  if (more.length === 0) return [];
  const { say } = words;
  return [[...(choices.only === true ? [] : [say('and besides')]), more.join(say(', ', '、'))].join(' ')];
}

/**
 * A reader's choices in one line of one language, as text: `themes Semiconductors, Energy and resources; bodies CAC; weekly, Monday 08:30
 * in Asia/Shanghai`. Names come from the registry, those of searches from the reader.
 */
export function describeChoices(choices: Choices | undefined, words: Words, digest: DigestRhythm): string {
  const given = choices ?? {};
  const { reminders = [], pausedUntil } = given;
  const days = reminders.join(words.language === 'zh' ? '、' : ', ');
  const lists = describeNarrowing(given, words) ?? [words.say('everything'), ...besides(given, words)].join(separator(words));
  return [
    ...(lists === '' ? [] : [lists]),
    rhythmWords(given, digest, words),
    ...(reminders.length > 0 ? [words.say('reminders {days} days before a deadline', { days })] : []),
    ...(pausedUntil === undefined ? [] : [words.say('paused until {pausedUntil}', { pausedUntil: words.day(pausedUntil) })]),
  ].join(separator(words));
}
