import { fold } from './script.ts';
import acts from './tables/official-english/acts.json' with { type: 'json' };
import laws from './tables/official-english/laws.json' with { type: 'json' };
import unverifiedLaws from './tables/official-english/laws-unverified.json' with { type: 'json' };
import regulations from './tables/official-english/regulations.json' with { type: 'json' };
import standards from './tables/official-english/standards.json' with { type: 'json' };

let byKey: ReadonlyMap<string, OfficialName> | undefined;

let forms: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * An act by its Chinese name, its English as its issuer or translators have it, other accepted forms, and `from`: which source says so
 * (from.json).
 */
type Row = { readonly zh: string; readonly en: string; readonly also?: readonly string[]; readonly from: string };

export type OfficialName = { readonly zh: string; readonly en: string; readonly seen: boolean };

const nation = '中华人民共和国';

const ofNation = " of the People's Republic of China";

/** Kinds of acts that a nation's name follows where they say what they are about: Law of the … on X. */
const about = /^((?:[A-Z]\w+ )?(?:Law|Regulations?|Measures|Provisions|Rules))(?= (?:on|for|concerning|Concerning)\b)/;

const withNation = (en: string) => (about.test(en) ? en.replace(about, `$1${ofNation}`) : en + ofNation);

/** Standards are printed as sentences; a title has capitals. */
const toTitleCase = (en: string) =>
  en.replace(/(?<=[\s—–-])(?!(?:of|the|and|for|on|in|to|by|with|from|an?|or)\b)[a-z]/g, (letter) => letter.toUpperCase());

export const nameKey = (folded: string): string => folded.replace(/[“”"「」『』《》〈〉\s—–-]/g, '');

function namesOf({ zh, en, from }: Row): readonly OfficialName[] {
  const plain = en.replaceAll('’', "'");
  const seen = from !== 'general-knowledge';
  const national = zh.startsWith(nation);
  if (!national && !/法(?:典)?$/.test(zh)) return [{ zh, en: plain, seen }];
  const short = national ? zh.slice(nation.length) : zh;
  return [
    { zh: short, en: plain.replace(ofNation, ''), seen },
    { zh: nation + short, en: plain.includes(ofNation) ? plain : withNation(plain), seen },
  ];
}

const named: readonly Row[] = [...laws, ...unverifiedLaws, ...regulations, ...acts];

export const officialNames: readonly OfficialName[] = [
  ...named.flatMap(namesOf),
  ...(standards as readonly Row[]).map(({ zh, en }) => ({ zh, en: toTitleCase(en), seen: true })),
];

/** Names of national laws, short and in full, which stand within other titles without book marks. */
export const lawNames = officialNames.filter(({ zh }) => /法(?:典)?$/.test(zh));

export function findOfficialName(folded: string): OfficialName | undefined {
  byKey ??= new Map(officialNames.toReversed().map((name) => [nameKey(fold(name.zh)), name]));
  return byKey.get(nameKey(folded));
}

let series: ReadonlyMap<string, string | undefined> | undefined;
/** 移动互联网应用程序（APP） is called APP. */
const seriesKey = (zh: string) => nameKey(fold(zh).replace(/\p{Script=Han}{2,12}[（(]([a-z]{2,8})[）)]/giu, '$1'));

/** What a row calls the fields before the last of its standard, where the English has as many. */
function seriesOf({ zh, en }: Row): readonly (readonly [string, string])[] {
  const [fields, english] = [zh.split(/[ \u3000]{1,3}/), en.split('—')];
  const known = fields.length > 1 && fields.length === english.length;
  return known
    ? [[seriesKey(fields.slice(0, -1).join(' ')), toTitleCase(english.slice(0, -1).join(' — ')).replace(/Artificial Intelligence/i, 'AI')]]
    : [];
}

/** The English of the first fields of a standard's name, where all standards of the series that the table has say the same. */
export function seriesInEnglish(fields: string): string | undefined {
  series ??= new Map(
    [...Map.groupBy((standards as readonly Row[]).flatMap(seriesOf), ([key]) => key)].map(([key, rows]) => {
      const said = new Set(rows.map(([, en]) => en));
      return [key, said.size === 1 ? rows[0]?.[1] : undefined];
    }),
  );
  return series.get(seriesKey(fields));
}

export function englishFormsOf(zh: string): readonly string[] {
  forms ??= new Map([...named, ...(standards as readonly Row[])].map((row) => [row.zh, [row.en, ...(row.also ?? [])]]));
  return forms.get(zh) ?? forms.get(nation + zh) ?? [];
}
