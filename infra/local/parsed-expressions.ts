import { createRequire } from 'node:module';

type Values = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
/** What dynalite hands to its parsers. They delete what an expression uses from the two lists of what is unused. */
type Asked = {
  readonly context: {
    readonly attrNames?: Readonly<Record<string, string>>;
    readonly attrVals?: Values;
    readonly unusedAttrNames: Record<string, true>;
    readonly unusedAttrVals: Record<string, true>;
  };
};
type Parser = { parse: (text: string, asked: Asked) => unknown };
/** An expression as it was parsed, with the names of its values in place of them, and what it used. */
type Known = { readonly parsed: unknown; readonly used: readonly string[] };

class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A copy in which some parts are others. */
function copyOf(part: unknown, replaced: (part: object) => unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const other = replaced(part);
  if (other !== undefined) return other;
  if (Array.isArray(part)) return part.map((each) => copyOf(each, replaced));
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, each] of Object.entries(part)) copy[name] = copyOf(each, replaced);
  return copy;
}

/** Whether what a parser says hangs on the values themselves: on their order, or on a type that one of them names. */
const hangsOnValues = /between|attribute_type/i;
const mostKnown = 500;

const listed = (all: object): Record<string, true> => Object.fromEntries(Object.keys(all).map((name) => [name, true]));

/** Lets a parser remember the few expressions of the program: parsing took a third of what the emulator did for its requests. */
function remember(parser: Parser): void {
  const { parse } = parser;
  const known = new Map<string, Known>();
  const learn = (text: string, { context }: Asked): Known | string => {
    const { attrNames = {}, attrVals = {} } = context;
    const [unusedAttrNames, unusedAttrVals] = [listed(attrNames), listed(attrVals)];
    const parsed = parse(text, { context: { ...context, unusedAttrNames, unusedAttrVals } });
    if (typeof parsed === 'string') return parsed;
    const places = new Map<object, Place>(Object.entries(attrVals).map(([name, value]) => [value, new Place(name)]));
    const used = Object.keys({ ...attrNames, ...attrVals }).filter((name) => !(name in unusedAttrNames) && !(name in unusedAttrVals));
    return { parsed: copyOf(parsed, (part) => places.get(part)), used };
  };
  parser.parse = (text, asked) => {
    const { attrNames, attrVals = {}, unusedAttrNames, unusedAttrVals } = asked.context;
    if (hangsOnValues.test(text)) return parse(text, asked);
    const types = Object.entries(attrVals).map(([name, value]) => [name, Object.keys(value)[0]]);
    const key = JSON.stringify([text, attrNames, types]);
    const held = known.get(key) ?? learn(text, asked);
    if (typeof held === 'string') return held;
    if (!known.has(key) && known.size >= mostKnown) known.clear();
    known.set(key, held);
    for (const name of held.used) {
      delete unusedAttrNames[name];
      delete unusedAttrVals[name];
    }
    return copyOf(held.parsed, (part) => (part instanceof Place ? attrVals[part.name] : undefined));
  };
}

/** Of dynalite's parsers, once in a process. */
export function rememberExpressions(): void {
  const load = createRequire(import.meta.url);
  for (const name of ['conditionParser', 'updateParser']) remember(load(`dynalite/db/${name}`) as Parser);
}
