import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** `sources.extra[0].listing.format`. */
export function pathText(path: readonly PropertyKey[]): string {
  return (
    path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('') || 'the file'
  );
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

/** A value as it would be written in the file, cut. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** One sentence: where, what stands there, and what to write instead. */
export function explain(issue: Issue, json: unknown): string {
  const at = pathText(issue.path);
  const value = valueAt(json, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${pathText([...issue.path, key])}: unknown key; remove it or correct its spelling`).join('\n');
    case 'invalid_value':
      return value === undefined
        ? `${at}: missing; write one of ${issue.values.join(', ')}`
        : `${at}: ${shown(value)} is none of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return value === undefined
        ? `${at}: missing; write a ${kind(issue.expected)}`
        : `${at}: ${shown(value)} is no ${kind(issue.expected)}`;
    case 'invalid_key':
      return `${at}: ${issue.issues.map(({ message }) => message).join('; ')}`;
    case 'too_small':
    case 'too_big':
      return `${at}: ${shown(value)} is ${issue.code === 'too_small' ? `less than ${issue.minimum}` : `more than ${issue.maximum}`}${hint(issue.message)}`;
    default:
      return `${at}: ${shown(value)}: ${issue.message}`;
  }
}

const kind = (expected: string): string => (expected === 'int' ? 'whole number' : expected === 'array' ? 'list' : expected);

/** Our own remedies begin with a small letter, zod's messages with a capital. */
const hint = (message: string): string => (/^[a-z]/.test(message) ? `; ${message}` : '');
