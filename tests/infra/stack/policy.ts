/** Something in a policy that this evaluator does not know: it decides nothing then. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `*` for everybody, else names of services; absent in the policy of a role. */
  readonly principals?: readonly string[];
  readonly conditions: Conditions;
};

/** A question to the policies. `keys` holds every condition key that is known for this request; one without a value is not in the request. */
export type Asked = {
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
};

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
const understood = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition']);

/** Reads a policy document whose references are resolved. Throws NotUnderstood at the first element that it does not know. */
export function readPolicy(document: unknown): readonly Statement[] {
  const { Statement } = document as { readonly Statement: unknown };
  return (Array.isArray(Statement) ? Statement : [Statement]).map((each: Readonly<Record<string, unknown>>) => {
    const unknown = Object.keys(each).filter((name) => !understood.has(name));
    if (unknown.length > 0) throw new NotUnderstood(`${unknown.join(', ')} of a statement`);
    if (each['Effect'] !== 'Allow' && each['Effect'] !== 'Deny') throw new NotUnderstood(`the effect ${String(each['Effect'])}`);
    return {
      effect: each['Effect'],
      actions: list(each['Action']),
      resources: list(each['Resource']),
      ...(each['Principal'] === undefined ? {} : { principals: principalsOf(each['Principal']) }),
      conditions: conditionsOf(each['Condition']),
    };
  });
}

function principalsOf(principal: unknown): readonly string[] {
  if (principal === '*') return ['*'];
  const { AWS, Service, ...rest } = principal as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0) throw new NotUnderstood(`the principal ${Object.keys(rest).join(', ')}`);
  return [...list(AWS), ...list(Service)];
}

const conditionsOf = (given: unknown): Conditions =>
  Object.fromEntries(
    Object.entries((given ?? {}) as Record<string, Record<string, unknown>>).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, list(values)])),
    ]),
  );

/** `*` and `?` of a pattern, in linear time: the last star alone is tried again. */
export function matches(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') [star, mark, p] = [p, t, p + 1];
    else if (pattern[p] === '?' || pattern[p] === text[t]) [p, t] = [p + 1, t + 1];
    else if (star >= 0) [mark, p, t] = [mark + 1, star + 1, mark + 1];
    else return false;
  }
  return [...pattern.slice(p)].every((sign) => sign === '*');
}

type Compare = (expected: string, given: string) => boolean;
const compare: Readonly<Record<string, Compare>> = {
  StringEquals: (expected, given) => expected === given,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: (expected, given) => expected.toLowerCase() === given.toLowerCase(),
  NumericLessThan: (expected, given) => Number(given) < Number(expected),
};

/** One key of one operator. A key without a value meets no comparison, but `ForAllValues` and `…IfExists`. */
function holds(operator: string, expected: readonly string[], given: readonly string[]): boolean {
  if (operator === 'Null') return expected.includes(String(given.length === 0));
  const [, set, bare = '', ifExists] = /^(ForAllValues:|ForAnyValue:)?([A-Za-z]{1,40}?)(IfExists)?$/.exec(operator) ?? [];
  const by = compare[bare];
  if (!by) throw new NotUnderstood(`the operator ${operator}`);
  if (given.length === 0) return set === 'ForAllValues:' || ifExists !== undefined;
  const fits = (value: string): boolean => expected.some((each) => by(each, value));
  if (set === undefined && given.length > 1) throw new NotUnderstood(`several values for ${operator}`);
  return set === 'ForAllValues:' ? given.every(fits) : given.some(fits);
}

function meets(conditions: Conditions, keys: Asked['keys']): boolean {
  return Object.entries(conditions).every(([operator, all]) =>
    Object.entries(all).every(([key, expected]) => {
      const given = keys[key];
      if (!given) throw new NotUnderstood(`the condition key ${key}`);
      return holds(operator, expected, given);
    }),
  );
}

/** Actions are compared without regard to case. */
const speaksOf = ({ actions, resources, conditions }: Statement, { action, resource, keys }: Asked): boolean =>
  actions.some((each) => matches(each.toLowerCase(), action.toLowerCase())) &&
  resources.some((each) => matches(each, resource)) &&
  meets(conditions, keys);

export type Decision = { readonly allowed: boolean; readonly by: readonly Statement[]; readonly why: string };

/**
 * What IAM decides for a role of the same account: a deny anywhere refuses; else a statement of the role must allow. Policies of resources that allow everybody or a
 * service add nothing for a role of ours. Throws NotUnderstood rather than guess.
 */
export function decide(asked: Asked, ofRole: readonly Statement[], ofResource: readonly Statement[]): Decision {
  const denied = [...ofRole, ...ofResource.filter(({ principals }) => principals?.includes('*'))].filter(
    (each) => each.effect === 'Deny' && speaksOf(each, asked),
  );
  const what = `${asked.action} on ${asked.resource}`;
  if (denied.length > 0) return { allowed: false, by: denied, why: `${what} is denied` };
  const by = ofRole.filter((each) => each.effect === 'Allow' && speaksOf(each, asked));
  return { allowed: by.length > 0, by, why: by.length > 0 ? '' : `${what} is not allowed` };
}
