import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from '../../shared/model/source.ts';

const folder = join(import.meta.dirname, '../../shared/sources');
const file = join(folder, 'index.ts');

/** Every declaration of the folder, by id. */
export const declarations: ReadonlyMap<string, Declaration> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
);

const nameOf = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const groupOf = ({ kind, level }: Declaration): string => `${kind} ${level}`;

/** In the order of the index: what is not in it yet comes behind the last of its publisher, else of its kind and level, else at the end. */
function ordered(listed: readonly string[]): readonly Declaration[] {
  const order = listed.flatMap((id) => declarations.get(id) ?? []);
  for (const each of declarations.values()) {
    if (order.includes(each)) continue;
    const ofPublisher = order.findLastIndex(({ publisher }) => publisher === each.publisher);
    const ofGroup = order.findLastIndex((other) => groupOf(other) === groupOf(each));
    order.splice((ofPublisher >= 0 ? ofPublisher : ofGroup >= 0 ? ofGroup : order.length - 1) + 1, 0, each);
  }
  return order;
}

/** Names in lines of at most 140 characters; a line ends where the kind or the level changes. */
function lines(order: readonly Declaration[]): readonly string[] {
  const found: string[] = [];
  let group = '';
  for (const each of order) {
    const [name, last = ''] = [nameOf(each.id), found.at(-1)];
    if (group === groupOf(each) && last.length + name.length < 137) found[found.length - 1] = `${last} ${name},`;
    else found.push(`  ${name},`);
    group = groupOf(each);
  }
  return found;
}

const indexText = (
  order: readonly Declaration[],
): string => `// Written by tests/sources.test.ts from the files beside it. By hand only: the order of the names below.
import { declare } from './declare.ts';
${[...declarations.keys()]
  .toSorted()
  .map((id) => `import ${nameOf(id)} from './${id}.json' with { type: 'json' };`)
  .join('\n')}

/** Every source that is built in, in the order in which lists show them. */
export const sources = declare([
${lines(order).join('\n')}
]);
`;

/** Writes the index anew where it is not what the folder holds (never under CI), and tells whether it is right now. */
export function mendIndex(): boolean {
  const text = readFileSync(file, 'utf8');
  const idOf = new Map([...declarations.keys()].map((id) => [nameOf(id), id]));
  const listed = (text.split('declare([')[1] ?? '').match(/\w+/g) ?? [];
  const right = indexText(ordered(listed.flatMap((name) => idOf.get(name) ?? [])));
  const writes = text !== right && process.env['CI'] === undefined;
  if (writes) writeFileSync(file, right);
  return writes || text === right;
}
