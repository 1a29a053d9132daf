import type { Answers } from '../../model/answers.ts';
import type { Source } from '../../model/source.ts';
import { hasHan, orEmpty } from '../../model/values.ts';
import { excerptOf, type Passing, useOf, wordsOf } from '../../stages/digest/rights.ts';

/**
 * Answers with the words of documents taken out as far as their sources let none, or few, be passed on: of a link-only source facts and
 * link, of an excerpt source whole quotes of at most 200 characters in all. Whose words they are is told by the nearest document around.
 */
export type Rights = { of(id: string): Passing; readonly whole: ReadonlySet<string> };

const nothing: Passing = () => undefined;
const documentId = /^[\da-f]{16}$/;

/** What each of these documents lets be passed on; of one that is not among them nothing. */
export function openRights(sources: readonly Source[]) {
  const passing = new Map<string, Passing>();
  const whole = new Set<string>();
  return {
    whole,
    add(document: { readonly id: string } & Parameters<typeof useOf>[0]): void {
      if (useOf(document, sources) === 'full-text') whole.add(document.id);
      else passing.set(document.id, wordsOf(document, sources));
    },
    of: (id: string): Passing => passing.get(id) ?? nothing,
  };
}

/** What under these names is no sentence of the page: names, titles, addresses, and English of our own. */
const named: ReadonlySet<string> = new Set([
  'title',
  'english',
  'name',
  'names',
  'carrier',
  'issuers',
  'issuerNames',
  'number',
  'url',
  'act',
]);
/** Places within a text that is not there. */
const placed: ReadonlySet<string> = new Set(['evidence', 'spans', 'differences', 'changes', 'citations', 'entities']);

const ownerOf = (value: object): string | undefined => {
  const { id, documentId: of, document, hit, from } = value as Readonly<Record<string, unknown>>;
  const inside = (each: unknown): unknown => (typeof each === 'object' && each !== null && 'id' in each ? each.id : each);
  return [id, of, inside(document), inside(hit), inside(from)].find(
    (each): each is string => typeof each === 'string' && documentId.test(each),
  );
};

type Owner = { readonly id: string } | undefined;

function passWords(value: string, key: string, rights: Rights, owner: NonNullable<Owner>): string {
  const isWords = hasHan(value) || /\s/.test(value);
  if (!isWords || (key === 'says' && !hasHan(value))) return value;
  return orEmpty(rights.of(owner.id)(key === 'text' ? excerptOf(value) : value));
}

function passed(value: unknown, key: string, rights: Rights, owner: Owner): unknown {
  if (typeof value === 'string') return owner === undefined ? value : passWords(value, key, rights, owner);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map)
    return new Map(
      [...value].map(([name, each]) => [name, passed(each, key, rights, documentId.test(name) ? within(name, rights) : owner)]),
    );
  if (Array.isArray(value)) {
    if (owner !== undefined && placed.has(key)) return [];
    return value.map((each) => passed(each, key, rights, owner)).filter((each, at) => each !== '' || value[at] === '');
  }
  const id = ownerOf(value);
  const mine = id === undefined ? owner : within(id, rights);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mine !== undefined && named.has(name) ? each : passed(each, name, rights, mine)]),
  );
}

const within = (id: string, rights: Rights): Owner => (rights.whole.has(id) ? undefined : { id });

const asked = [
  ...(['document', 'named', 'feedFacts', 'mentions', 'chain', 'promises', 'lineage', 'landmark', 'figures', 'newestFigures'] as const),
  ...(['digest', 'thisWeek', 'doubts', 'reported', 'documents', 'known', 'difference', 'revisions', 'changes'] as const),
];

type Asked = (...given: readonly unknown[]) => Promise<unknown>;

/** The same answers, as they may be passed on. */
export function passedOn(answers: Answers, rights: Rights): Answers {
  const wrap =
    (of: object, name: string): Asked =>
    async (...given) =>
      passed(await (of as Readonly<Record<string, Asked>>)[name]?.(...given), '', rights, undefined);
  const wrapAll = (of: object, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, wrap(of, name)]));
  const register: object = wrapAll(answers.register, Object.keys(answers.register));
  return { ...answers, ...wrapAll(answers, asked), register: register as Answers['register'] };
}
