import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from '../../shared/model/source.ts';

const folder = join(import.meta.dirname, '../../shared/sources');
const file = join(folder, 'table/declarations.json');

/** Every declaration of the folder, by id. */
export const declarations: ReadonlyMap<string, Declaration> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
);

const groupOf = ({ kind, level }: Declaration): string => `${kind} ${level}`;

/** In the order of the table: what is not in it yet comes behind the last of its publisher, else of its kind and level, else at the end. */
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

/** Writes the table anew where it is not what the folder holds (never under CI), and tells whether it is right now. */
export function mendTable(): boolean {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '[]';
  const listed = (JSON.parse(text) as readonly Declaration[]).map(({ id }) => id);
  const right = `[\n${ordered(listed)
    .map((each) => JSON.stringify(each))
    .join(',\n')}\n]\n`;
  const writes = text !== right && process.env['CI'] === undefined;
  if (writes) writeFileSync(file, right);
  return writes || text === right;
}
