import { dayPutOut } from '../../model/article.ts';
import type { CrossIndex, DocumentWithKey, MissingText, MissingTextQuery } from '../../model/cross-index.ts';
import type { Link, ShownDocument } from '../../model/document.ts';
import type { KnownAct, KnownResult } from '../../model/known.ts';
import type { Context } from '../../model/ports.ts';
import type { Query } from '../../model/query.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { loadKnownActs } from '../../registry/known.ts';
import { beyondPage, findKnownAct } from '../../stages/identity/catalogue.ts';
import { findKnown, type KnownActs, searchKnown, toKnownActs } from '../../stages/identity/known-acts.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { numberKey } from '../../stages/numbers/numbers.ts';
import { isAct } from '../../stages/text/acts.ts';
import { workKey } from '../../stages/text/titles.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { requestedList } from '../collect/page.ts';

/** Acts that are known and not read: found in memory, and left out as soon as the index has them. No question here reads the store. */

/** What is worked out of an act once: the acts are the same as long as the process runs. */
function onceForAct<T extends object>(work: (act: KnownAct) => T): (act: KnownAct) => T {
  const done = new WeakMap<KnownAct, T>();
  return (act) => {
    const value = done.get(act) ?? work(act);
    done.set(act, value);
    return value;
  };
}

let prepared: Promise<KnownActs> | undefined;
const knownActs = (): Promise<KnownActs> => {
  prepared ??= loadKnownActs().then(toKnownActs);
  return prepared;
};

/** At most this many are named at a time. */
const mostNamed = 20;
/** At most this many that fit are held against the index. */
const mostChecked = 200;

const keysOf = onceForAct((act): readonly string[] => [...citationKeys(act), `w:${workKey(act.title)}`]);
const isDraft = ({ title }: KnownAct): boolean => /征求意见稿|草案/.test(title);

/** Whether a stored document is the act: it has the number, else the title and an issuer; with another number it is another edition. */
function isHeldAs(act: KnownAct, { key, number, issuerNames, draft }: DocumentWithKey): boolean {
  if (key.startsWith('n:')) return true;
  if (draft !== isDraft(act)) return false;
  if (act.number !== undefined && number !== undefined && numberKey(act.number) !== numberKey(number)) return false;
  const named = act.issuers.some(({ name }) => issuerNames.some((each) => each.includes(name) || name.includes(each)));
  return named || (key.startsWith('t:') && (act.issuers.length === 0 || issuerNames.length === 0));
}

async function withoutHeld(acts: readonly KnownAct[], context: Pick<Context, 'search'>): Promise<readonly KnownAct[]> {
  if (acts.length === 0) return [];
  const held = Map.groupBy(await context.search.withKeys(acts.flatMap(keysOf)), ({ key }) => key);
  return acts.filter((act) => !keysOf(act).some((key) => held.get(key)?.some((document) => isHeldAs(act, document))));
}

/** The known acts that a reference surely names and that are not stored. */
export const knownAs = async (ref: string, context: Pick<Context, 'search'>): Promise<readonly KnownAct[]> =>
  withoutHeld(findKnown(ref, await knownActs()).slice(0, mostNamed), context);

/** What nothing is known of: an act that was not read has no status, level, source or entity. */
const unanswerable = ['level', 'status', 'source', 'entity'] as const;

function passes({ themes, issuers, type, dates }: KnownAct, { theme, issuer, date, from, to, ...query }: Query): boolean {
  if (date === 'commentBy' || date === 'firstSeen' || date === 'expires') return false;
  const day = orEmpty(date === undefined ? dayPutOut(dates) : dates[date]?.value);
  return (
    (theme === undefined || themes.some((each) => each === theme)) &&
    (issuer === undefined || issuers.some(({ id, name }) => id === issuer || name === issuer)) &&
    (query.type === undefined || type === query.type) &&
    (from === undefined || day >= from.slice(0, day.length || 10)) &&
    (to === undefined || (day !== '' && day <= to))
  );
}

/** The known acts that a query finds, beside the documents. None without words, and none behind the first page of the list. */
export async function searchKnownActs(query: Query, context: Pick<Context, 'search'>): Promise<KnownResult> {
  const { q = '', offset = 0 } = query;
  if (q.trim() === '' || offset > 0 || unanswerable.some((name) => query[name] !== undefined)) return { total: 0, items: [] };
  const fitting = searchKnown(q, await knownActs()).filter((act) => passes(act, query));
  const left = await withoutHeld(fitting.slice(0, mostChecked), context);
  return { total: left.length, items: left.slice(0, mostNamed) };
}

/** The known act that a citation names: by its number, else by its title. */
export async function knownText({ number, title }: { readonly number?: string; readonly title?: string }): Promise<KnownAct | undefined> {
  const known = await knownActs();
  const [byNumber] = number === undefined ? [] : findKnown(number, known);
  const byTitle = byNumber || title === undefined ? [] : findKnown(title, known);
  return byNumber ?? (byTitle.length === 1 ? byTitle[0] : undefined);
}

const withKnown = async <T extends { readonly number?: string; readonly title?: string }>(text: T): Promise<T & { known?: KnownAct }> => {
  const known = await knownText(text);
  return known ? { ...text, known } : text;
};

const linkWithKnown = async (link: Link): Promise<Link> => (link.state === 'unresolved' ? { ...link, to: await withKnown(link.to) } : link);

/** A shown document whose links name what is known of the texts that are not stored, with what the catalogue knows of itself. */
export async function showKnown(document: ShownDocument): Promise<ShownDocument> {
  const known = isAct(document.type) ? findKnownAct(document, await knownActs()) : undefined;
  const links = await Promise.all(document.links.map(linkWithKnown));
  return { ...document, ...opt('catalogue', known && beyondPage(document, known)), links };
}

/** Texts that are cited and not stored, with what is known of them. */
async function wantedTexts(query: MissingTextQuery, context: Pick<Context, 'search' | 'documents'>) {
  const found = await context.search.missingTexts(query);
  const items = await Promise.all(found.items.map((each): Promise<MissingText> => withKnown(each)));
  const urls = items.map(({ url, known }) => url ?? known?.url);
  const seen = await context.documents.seen(
    requestedList,
    urls.flatMap((url) => (url === undefined ? [] : [canonicalUrl(url)])),
  );
  const asked = seen[Symbol.iterator]();
  return { ...found, items: items.map((each, i) => (urls[i] === undefined ? each : { ...each, ...opt('asked', asked.next().value?.at) })) };
}

/** The questions across documents, with what is known of texts that are not stored. */
export const registerWithKnown = (context: Pick<Context, 'search' | 'documents'>): CrossIndex => ({
  ...context.search,
  missingTexts: (query) => wantedTexts(query, context),
  async edges(query) {
    const found = await context.search.edges(query);
    const named = found.items.map(async (edge) => (edge.to.id === undefined ? { ...edge, to: await withKnown(edge.to) } : edge));
    return { ...found, items: await Promise.all(named) };
  },
});
