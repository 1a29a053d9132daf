/**
 * Writes every table of the registry as its test wants it, one row a line and sorted where it is sorted:
 *   node bench/tables.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { printTable } from '../tests/registry/printed.ts';
import { tables } from '../tests/registry/table-list.ts';

for (const [file, table] of Object.entries(tables)) {
  const url = new URL(`../shared/${file}`, import.meta.url);
  writeFileSync(url, printTable(JSON.parse(readFileSync(url, 'utf8')), table));
}
