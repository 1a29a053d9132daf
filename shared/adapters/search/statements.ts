import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Statements of a file as long as it is open: the same few are asked, or written with, again and again, and preparing one takes longer than most take to run. */
const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();
const most = 80;

/** Prepares a statement once; values that it does not name are ignored. */
export function prepare(database: DatabaseSync, sql: string): StatementSync {
  const held = statements.get(database) ?? new Map<string, StatementSync>();
  statements.set(database, held);
  const found = held.get(sql);
  if (found) return found;
  const statement = database.prepare(sql);
  statement.setAllowUnknownNamedParameters(true);
  if (held.size >= most) held.clear();
  held.set(sql, statement);
  return statement;
}

/** Lets go of a file's statements: each holds its file in memory by a hand that V8 does not see, so that a file whose statements are remembered would stay for ever. */
export const forgetStatements = (database: DatabaseSync): boolean => statements.delete(database);
