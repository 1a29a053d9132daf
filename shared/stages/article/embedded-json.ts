import { orEmpty } from '../../model/values.ts';

const largest = 4_000_000;

/** The JSON value that starts at a place of a text; undefined when none does, when it is no JSON (a script), or too large. */
export function parseJsonAt(text: string, from: number): unknown {
  let start = from;
  while (start < from + 200 && /\s/.test(orEmpty(text[start]))) start += 1;
  const quoted = /^JSON\.parse\(\s{0,3}(?=["'])/.exec(text.slice(start, start + 20));
  if (quoted) return parsed(stringAt(text, start + quoted[0].length));
  const end = endOf(text, start);
  return end === undefined ? undefined : parsed(text.slice(start, end));
}

function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    // Scripts may say `undefined` where JSON has null.
    return JSON.parse(json.replace(/([:,[]\s{0,3})undefined(?=\s{0,3}[,}\]])/g, '$1null'));
  } catch {
    return undefined;
  }
}

/** What a quoted string of a script stands for. */
function stringAt(text: string, start: number): string | undefined {
  const quote = text[start];
  let inner = '';
  for (let at = start + 1; at < text.length && at < start + largest; at += 1) {
    const sign = orEmpty(text[at]);
    if (sign === quote) return unquoted(inner);
    if (sign === '\\') {
      const next = orEmpty(text[at + 1]);
      inner += next === "'" ? "'" : sign + next;
      at += 1;
    } else inner += sign === '"' ? '\\"' : sign;
  }
  return undefined;
}

function unquoted(inner: string): string | undefined {
  const value = parsed(`"${inner}"`);
  return typeof value === 'string' ? value : undefined;
}

/** The place after the bracket that closes the one at `start`. */
function endOf(text: string, start: number): number | undefined {
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  let depth = 0;
  let inString = false;
  const last = Math.min(text.length, start + largest);
  for (let at = start; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
