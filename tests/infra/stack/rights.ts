import { readFileSync } from 'node:fs';
import { matches, type Statement } from './policy.ts';
import type { Allowed } from './policy-proxy.ts';

/** Rights that are given together: whoever may read a partition may read it one by one, many at once and by a query. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^dynamodb:(?:GetItem|BatchGetItem|Query)$/, 'read'],
  [/^dynamodb:(?:PutItem|UpdateItem)$/, 'write'],
  [/^dynamodb:BatchWriteItem$/, 'write many'],
  [/^dynamodb:DeleteItem$/, 'delete'],
];
const familyOf = (action: string): string => families.find(([pattern]) => pattern.test(action))?.[1] ?? action;

type Right = { readonly label: string; readonly uses: (allowed: Allowed) => boolean };
const short = (resource: string): string => resource.replace(/^arn:aws:[a-z0-9]{1,20}:[a-z0-9-]{0,20}:\d{0,12}:/, '');

/** A right for each action of a statement, and one for each partition or resource that it names. */
function rightsOf(statement: Statement): readonly Right[] {
  const { actions, resources, conditions } = statement;
  const by = ({ by: statements }: Allowed): boolean => statements.includes(statement);
  const partitions = Object.values(conditions)
    .flatMap((keys) => keys['dynamodb:LeadingKeys'] ?? [])
    .filter((key) => key !== 'false');
  const index = resources.some((resource) => resource.includes('/index/')) ? 'index ' : '';
  const named: readonly Right[] =
    partitions.length > 0
      ? partitions.map((key) => ({
          label: `${index}${[...new Set(actions.map(familyOf))].join(', ')} ${key}`,
          uses: (allowed) => by(allowed) && (allowed.need.keys['dynamodb:LeadingKeys'] ?? []).some((each) => matches(key, each)),
        }))
      : actions.flatMap((action) =>
          resources.map((resource) => ({
            label: `${action} ${short(resource)}`,
            uses: (allowed: Allowed) => by(allowed) && allowed.need.action === action && matches(resource, allowed.resource),
          })),
        );
  return partitions.length > 0 && index === ''
    ? named
    : [
        ...named,
        ...(index === ''
          ? []
          : resources.map((resource) => ({
              label: `${short(resource)}`,
              uses: (allowed: Allowed) => by(allowed) && matches(resource, allowed.resource),
            }))),
      ];
}

/** Rights of a role that none of its calls used, in words: `read SPENT#*`, `s3:GetObject evidencebucket/pages/*`, `dynamodb:BatchGetItem`. */
export function unusedRights(ofRole: readonly Statement[], allowed: readonly Allowed[]): readonly string[] {
  const used = new Set(allowed.map(({ need }) => need.action));
  const actions = [...new Set(ofRole.flatMap((statement) => statement.actions))].filter((action) => !used.has(action));
  const rights = Map.groupBy(ofRole.flatMap(rightsOf), ({ label }) => label);
  const unused = [...rights].flatMap(([label, all]) => (allowed.some((each) => all.some(({ uses }) => uses(each))) ? [] : [label]));
  // An action that is never used is told once, not with each of its resources.
  const told = unused.filter((label) => !actions.some((action) => label.startsWith(`${action} `)));
  return [...actions, ...told].toSorted();
}

/** Rows of unused-rights.json: what the run leaves unused (`*` stands for anything, `[*]` for a star), and why it is given all the same; "slow" where a busy machine uses it. */
type Reason = readonly [pattern: string, reason: string, when?: 'slow'];
const reasons = JSON.parse(readFileSync(new URL('unused-rights.json', import.meta.url), 'utf8')) as readonly Reason[];
const fits = (pattern: string, right: string): boolean => matches(pattern.replaceAll('[*]', '\u0001'), right.replaceAll('/*/', '/\u0001/'));

/** Unused rights that no row explains, and rows that explain nothing any more. */
export function unexplained(unused: readonly string[]): { readonly rights: readonly string[]; readonly rows: readonly string[] } {
  return {
    rights: unused.filter((right) => !reasons.some(([pattern]) => fits(pattern, right))),
    rows: reasons.flatMap(([pattern, , when]) => (when === 'slow' || unused.some((right) => fits(pattern, right)) ? [] : [pattern])),
  };
}
