import { compare, compile, type Mapping, Refused, type Stored, valuesOf } from './clauses.ts';

type Json = Readonly<Record<string, unknown>>;
type Asked = Readonly<Record<string, Json>>;

const order = (direction: unknown): number => (direction === 'desc' ? -1 : 1);

/** Buckets by the values of a field, in the order asked for, by default the most documents first and of equal ones by value. */
function termsOf(body: Json, nested: Asked | undefined, stored: readonly Stored[], mapping: Mapping): Json {
  const {
    field,
    size = 10,
    include,
    missing,
    order: asked = [{ _count: 'desc' }, { _key: 'asc' }],
  } = body as { field: string; size?: number; include?: readonly string[]; missing?: string; order?: Json | readonly Json[] };
  if (mapping[field]?.type !== 'keyword' || size < 1) throw new Refused(`terms of ${field}, ${size}`);
  const present = ({ fields }: Stored): readonly unknown[] => {
    const values = valuesOf(fields[field]);
    return values.length === 0 && missing !== undefined ? [missing] : values;
  };
  const groups = new Map<unknown, Stored[]>();
  for (const each of stored)
    for (const value of new Set(present(each)))
      if (include?.includes(String(value)) ?? true) groups.set(value, [...(groups.get(value) ?? []), each]);
  const buckets = [...groups].map(([key, of]): Json => ({ key, doc_count: of.length, ...aggregate(nested, of, mapping) }));
  const rank = (bucket: Json, name: string): unknown =>
    name === '_key' ? bucket['key'] : name === '_count' ? bucket['doc_count'] : (bucket[name] as Json)['value'];
  const rules = (Array.isArray(asked) ? asked : [asked]).flatMap((each) => Object.entries(each as Json));
  const sorted = buckets.toSorted((a, b) => {
    for (const [name, direction] of rules) {
      const difference = compare(rank(a, name), rank(b, name)) * order(direction);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return { buckets: sorted.slice(0, size) };
}

function one(asked: Json, stored: readonly Stored[], mapping: Mapping): Json {
  const nested = asked['aggs'] as Asked | undefined;
  if (asked['terms']) return termsOf(asked['terms'] as Json, nested, stored, mapping);
  if (asked['cardinality']) {
    const field = String((asked['cardinality'] as Json)['field']);
    if (!mapping[field]) throw new Refused(`cardinality of ${field}`);
    return { value: new Set(stored.flatMap(({ fields }) => valuesOf(fields[field]))).size };
  }
  if (asked['filters']) {
    const named = Object.entries((asked['filters'] as { filters: Asked }).filters);
    const counted = named.map(([name, clause]) => {
      const matches = compile(clause, mapping);
      const found = stored.filter((each) => matches(each) !== undefined);
      return [name, { doc_count: found.length, ...aggregate(nested, found, mapping) }] as const;
    });
    return { buckets: Object.fromEntries(counted) };
  }
  throw new Refused(`no aggregation ${Object.keys(asked)}`);
}

/** The answers to the aggregations of a search. */
export const aggregate = (asked: Asked | undefined, stored: readonly Stored[], mapping: Mapping): Json =>
  Object.fromEntries(Object.entries(asked ?? {}).map(([name, each]) => [name, one(each, stored, mapping)]));
