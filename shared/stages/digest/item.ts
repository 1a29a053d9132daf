import type { DigestItem, ItemMentions } from '../../model/digest.ts';
import type { Link, Revision, ShownDocument } from '../../model/document.ts';
import { fieldsOf, pickFacts } from '../../model/document-facts.ts';
import { daysBetween } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { landmarkOfEntity } from '../../registry/known.ts';
import { liveAddress } from '../identity/identify.ts';
import { isAct } from '../text/acts.ts';
import { quotesOf } from '../text/quotes.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { changesIn, isFolded, type Steps, smallestChange, whatOf } from './outcome.ts';
import { byTelling, dullnessOf, hasNumbersOf, inOneBreath, isSpare, isTopped, tooDull } from './telling.ts';

const {
  /** What an act about something else says of the field. */
  ofField,
} = expressionsOf(expressions.item);

const placePrefix = 'place:';

/** What a document, and the documents listed under it, are of, name and link to: what a reader's choices are held against. */
function mentionsOf(document: ShownDocument, coverage: readonly ShownDocument[]): ItemMentions {
  const all = [document, ...coverage];
  const entities = all.flatMap((each) => each.entities);
  const links = all
    .flatMap((each) => each.links)
    .flatMap(({ relation, to: { id } }) => (id && id !== document.id ? [{ id, relation }] : []));
  return {
    issuers: [...new Set(document.issuers.flatMap(({ id }) => id ?? []))],
    places: [...new Set(entities.flatMap(({ id }) => (id.startsWith(placePrefix) ? id.slice(placePrefix.length) : [])))],
    landmarks: [...new Set(entities.flatMap(({ id }) => landmarkOfEntity(id)?.id ?? []))],
    documents: [...new Map(links.map((link) => [`${link.id} ${link.relation}`, link])).values()],
  };
}

/** A document with what happened to it; `position` is the number of an event in the list of news. */
export type DigestCandidate = Pick<Steps, 'between'> & {
  readonly document: ShownDocument;
  readonly level?: string;
  /** 3 of AI, 2 of its field, 0 of neither (classify/about.ts). */
  readonly about?: number;
  readonly revisions: readonly (Revision & { readonly position?: number })[];
  /** The day (Beijing) from which on the store holds a document that this one links to, where it came before the week. */
  readonly heldSince?: ReadonlyMap<string, string>;
};

const numbersOf = ({ revisions }: DigestCandidate): { readonly news?: readonly number[] } => {
  const news = revisions.flatMap(({ position }) => position ?? []);
  return news.length > 0 ? { news } : {};
};

const linkOf = ({ relation, to, changes }: Link, { heldSince }: DigestCandidate): DigestItem['relations'][number] => ({
  relation,
  ...to,
  ...opt({ changes, since: to.id === undefined ? undefined : heldSince?.get(to.id) }),
});

const changesOf = (candidate: DigestCandidate): DigestItem['changes'] =>
  changesIn(candidate)
    .slice(0, 12)
    .map((change) => (change.field.startsWith('text') ? smallestChange(change) : change));

function openWays({ participate, dates: { commentBy } }: ShownDocument, today: string): Pick<DigestItem, 'participate'> {
  if (participate === undefined || (commentBy && commentBy.value < today.slice(0, commentBy.value.length))) return {};
  return { participate: participate.slice(0, 6).map(({ by, to }) => ({ by, to })) };
}

/** What is told of an act of which nothing better is known: what it asks for, else until when one may apply, or of what it speaks. */
const spareKinds = ['duty', 'target'] as const;
const spareLines = [/^(?:Applications can|Support: .* for each )/, /^(?:It|They) (?:would )?(?:covers?|calls? for) /];
const fines = /^(?:Proposed f|F)ines: /;

/** 21, 29, 37, 41 and 45: of many articles how many they are. */
const manyArticles = /\barticles ((?:\d+, ){2,}\d+ and \d+)/g;
const counted = (says: string) => says.replace(manyArticles, (_, list: string) => `${list.match(/\d+/g)?.length} articles`);

type Telling = Pick<ShownDocument, 'summary' | 'keyFacts'>;
/** Of an act about something else: what it says of the field, if that is known whole. */
const asideOf = ({ keyFacts = [] }: Telling): Telling => ({
  keyFacts: keyFacts.filter(
    ({ kind, quote, english }) =>
      kind !== 'award' && ofField.test(quote) && !/among other |^(?:It|They) (?:would )?appl/.test(orEmpty(english)),
  ),
});

/** In a sentence what is on record of it, else the fact that tells most, wholly and shortly; then its duties against the draft. */
function doesOf({ summary = [], keyFacts = [] }: Telling): NonNullable<DigestItem['does']> {
  const short = keyFacts.flatMap((each) => {
    const english = inOneBreath(orEmpty(each.english));
    return english === '' || english.startsWith('Consequences') ? [] : [{ ...each, english, says: english }];
  });
  const all = keyFacts.map(({ english }) => orEmpty(english));
  const ordered = byTelling(short).filter(({ says }) => !isTopped(says, all));
  const starting = (words: string) => summary.find(({ says }) => says.startsWith(words));
  const spare = spareKinds.flatMap((kind) => ordered.filter((each) => each.kind === kind && isSpare(each.says)));
  const lines = spareLines.flatMap((words) =>
    summary.flatMap((line) =>
      words.test(line.says) && dullnessOf(line.says) <= tooDull ? [{ ...line, says: inOneBreath(line.says) }] : [],
    ),
  );
  const encouraged = ordered.filter(({ kind, says }) => kind === 'award' && isSpare(says));
  const telling = ordered.filter(({ says }) => dullnessOf(says) < tooDull && !fines.test(says));
  const [fact] = [...telling, ...spare, ...lines.filter(({ says }) => says !== ''), ...encouraged];
  const noted = starting('On record: ');
  const record = noted && dullnessOf(noted.says.replace('On record: ', '')) < tooDull ? noted : undefined;
  // What is on record of its aims stands in the act itself.
  const isProved = record !== undefined && fact !== undefined && hasNumbersOf(record.says, fact.says);
  const first = isProved ? { ...record, quote: fact.quote } : (record ?? fact);
  // What a breach costs tells nothing of what is asked for: it stands beside what an act speaks of, and never alone.
  const cost = lines.some((line) => line === first) ? summary.find(({ says }) => fines.test(says)) : undefined;
  return [first, cost, starting('By duties: ')].flatMap((line) =>
    line ? [{ says: counted(line.says.replace(/^(?:On record|By duties): /, '')), quote: line.quote }] : [],
  );
}

export function itemOf(candidate: DigestCandidate, today: string, coverage: readonly DigestCandidate[]): DigestItem {
  const { document, level, about } = candidate;
  const aside = about === 0 && isAct(document.type);
  const closing = document.type === 'draft' ? document.dates.commentBy?.value : undefined;
  // Of what came to nothing there is no item (compose.ts).
  const what = whatOf(candidate) ?? 'changed';
  return {
    id: document.id,
    url: liveAddress(document),
    what,
    ...pickFacts(document, fieldsOf('item')),
    english: document.english.title,
    does: doesOf(aside ? asideOf(document) : document),
    ...opt('level', document.notSeenOnIssuersSite ? undefined : level),
    ...(closing?.length === 10 ? { daysLeft: daysBetween(today, closing) } : {}),
    ...openWays(document, today),
    themes: document.themes.map(({ theme }) => theme),
    ...opt(
      'subThemes',
      document.subThemes?.map(({ theme }) => theme),
    ),
    quotes: quotesOf(document.text),
    mentions: mentionsOf(
      document,
      coverage.map((other) => other.document),
    ),
    relations: document.links.filter(({ relation }) => relation !== 'cites').map((link) => linkOf(link, candidate)),
    ...numbersOf(candidate),
    ...(isFolded(candidate) ? { older: true } : {}),
    ...(aside ? { aside } : {}),
    seenIn: document.copies.length,
    coverage: coverage.map((other) => ({
      title: other.document.title,
      english: other.document.english.title,
      url: liveAddress(other.document),
      type: other.document.type,
      ...numbersOf(other),
    })),
    changes: what === 'new' ? [] : changesOf(candidate),
  };
}
