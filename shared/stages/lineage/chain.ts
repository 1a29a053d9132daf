import type { Issuer } from '../../model/article.ts';
import type { BodyGroup, ChainDocument, KnownAct, PlaceStanding, StateLevel } from '../../model/lineage.ts';
import type { Level } from '../../model/source.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findIssuer, findIssuers, issuerOfPrefix } from '../../registry/issuers.ts';
import { type Place, placeById, placeOfBody, places } from '../../registry/places.ts';

/** An article behind the first: what an act rests on stands before it. */
const laterArticle = /^第(?!一条|1条)[一二三四五六七八九十百零〇\d]{1,6}条/;
/** 应当按照《X》的规定, …的，依照《X》处理: somebody is to keep X in one case. */
const complies = /(?:应当?|必须|须|由[^，。；]{1,20}|的[，,])\s{0,3}(?:按照|依照|依据|根据)[^。；《]{0,4}《|(?:按照|依照)《[^》]{2,80}》第/;
const drawsUp = /制定|制订|编制|贯彻|落实|实施|结合|提出|现[就将]|印发|特(?:通知|作)/;

/** Whether the words of a citation say that the whole document rests on what it names, and not that one clause refers to it. */
export const isBasis = (quote: string): boolean =>
  drawsUp.test(quote.replace(/《[^》]{0,200}》/g, '')) || !(laterArticle.test(quote.trim()) || complies.test(quote));

const levels: Readonly<Record<Level, StateLevel>> = {
  ...{ L0: 'centre', L1: 'centre', L2: 'ministry', L3: 'ministry' },
  ...{ L4: 'province', L5: 'city', L6: 'district', L7: 'other', L8: 'other' },
};

/** A body as documents name it, at its place in the state; a body that the registry does not know is of no level. */
export function standingOf(lead: Pick<Issuer, 'name'> | undefined): { readonly level: StateLevel; readonly place?: string } {
  const body = lead && findIssuer(lead.name);
  if (!body) return { level: 'other' };
  return { level: levels[body.level], ...opt({ place: body.kind === 'local' ? placeOfBody(body.id)?.id : undefined }) };
}

const byDay = (a: ChainDocument, b: ChainDocument): number =>
  orEmpty(a.day) < orEmpty(b.day) ? -1 : orEmpty(a.day) > orEmpty(b.day) ? 1 : a.id < b.id ? -1 : 1;

export function groupByBody(documents: readonly ChainDocument[]): readonly BodyGroup[] {
  const national = documents
    .filter(({ level, issuers }) => (level === 'centre' || level === 'ministry') && issuers.length > 0)
    .toSorted(byDay);
  const groups = Map.groupBy(national, ({ issuers: [lead] }) => orEmpty(lead?.id ?? lead?.name));
  return [...groups.values()].flatMap((all) => {
    const issuer = all[0]?.issuers[0];
    return issuer ? [{ issuer, documents: all.map(({ id }) => id) }] : [];
  });
}

export type PlaceList = PlaceStanding['lists'][number] & { readonly place: string; readonly read: boolean } & Pick<
    PlaceStanding,
    'readBackTo' | 'readTo'
  >;

function stateOf(isStored: boolean, lists: readonly PlaceList[]) {
  const read = lists.filter((each) => each.read);
  if (isStored) return 'held';
  if (read.length === 0) return 'not-watched';
  return read.some(({ unseen }) => unseen === undefined) ? 'none-found' : 'not-readable';
}

const provinceOf = (place: Place | undefined): string | undefined =>
  !place || place.level === 'L4' ? place?.id : provinceOf(placeById(orEmpty(place.parent)));

function placeStanding(place: Place, documents: readonly ChainDocument[], all: readonly PlaceList[]): PlaceStanding {
  const own = documents.filter((each) => each.place === place.id);
  const inner = documents.filter((each) => {
    const at = each.place === undefined || each.place === place.id ? undefined : placeById(each.place);
    return at !== undefined && (place.level === 'L4' ? provinceOf(at) === place.id : at.parent === place.id);
  });
  const lists = all.filter((list) => list.place === place.id);
  const oldest = lists.flatMap(({ readBackTo }) => readBackTo ?? []).toSorted()[0];
  return {
    place: place.id,
    names: { zh: place.forms[0] ?? place.stem, en: place.english },
    level: place.level === 'L4' ? 'province' : 'city',
    ...(place.level === 'L4' ? {} : opt({ within: place.parent })),
    state: stateOf(own.length > 0, lists),
    documents: own.map(({ id }) => id),
    below: inner.map(({ id }) => id),
    lists: lists.map(({ id, names, unseen }) => ({ id, names, ...opt({ unseen }) })),
    ...opt({
      readBackTo: oldest,
      readTo: lists
        .flatMap(({ readTo }) => readTo ?? [])
        .toSorted()
        .at(-1),
    }),
  };
}

/** Hong Kong and Macao have laws of their own, and the Corps lies within Xinjiang: with them there would be 34. */
const isProvince = ({ level, kind, stem }: Place) => level === 'L4' && kind !== 'sar' && !stem.endsWith('兵团');

/** The 31 provinces, and each city that has a list or a document. */
export function standingsOf(documents: readonly ChainDocument[], lists: readonly PlaceList[]): readonly PlaceStanding[] {
  const ordered = documents.toSorted(byDay);
  const named = new Set([...documents.map(({ place }) => place), ...lists.map(({ place }) => place)]);
  return places
    .filter((place) => isProvince(place) || (place.level === 'L5' && named.has(place.id)))
    .map((place) => placeStanding(place, ordered, lists));
}

type UnheldText = { readonly title?: string; readonly number?: string; readonly known?: KnownAct };

/** The body that a text is from, by what is known of it, by the prefix of its number, or by the name that its title begins with. */
function bodyName({ title = '', number = '', known }: UnheldText) {
  const [lead] = known?.issuers ?? [];
  if (lead) return lead.name;
  const prefix = /^\p{Script=Han}{1,12}/u.exec(number)?.[0];
  const [first] = findIssuers(title);
  return (prefix && issuerOfPrefix(prefix)?.name) ?? (first?.start === 0 ? first.name : undefined);
}

export function unheldStanding(text: UnheldText): { readonly level: StateLevel; readonly day?: string } {
  const { dates } = text.known ?? {};
  const year = /[〔[（(](\d{4})[〕\]）)]/.exec(orEmpty(text.number))?.[1];
  const day = dates?.signed?.value ?? dates?.published?.value ?? year;
  const name = bodyName(text);
  // 中华人民共和国X法 is of the legislature, whoever is not named.
  const national = name === undefined && /^中华人民共和国.{1,30}(?:法|条例)$/.test(orEmpty(text.title));
  return { level: national ? 'centre' : standingOf(name === undefined ? undefined : { name }).level, ...opt({ day }) };
}
