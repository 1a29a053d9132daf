import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A regular expression of ours, and where it stands. */
export type Expression = { readonly source: string; readonly flags: string; readonly at: string };

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files whose expressions may meet words from outside. */
const files = (): string[] => globSync('{shared,functions,infra}/**/*.ts', { cwd: root, exclude: ['**/*.d.ts'] }).toSorted();

type Visit = (node: ts.Node, at: string) => void;

function walk(file: string, visit: Visit): void {
  const tree = ts.createSourceFile(file, readFileSync(`${root}/${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
  const at = (node: ts.Node): string => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const down = (node: ts.Node): void => {
    visit(node, at(node));
    ts.forEachChild(node, down);
  };
  down(tree);
}

/** The expressions that are written out as literals. */
export function writtenOut(): Expression[] {
  const found: Expression[] = [];
  for (const file of files()) {
    walk(file, (node, at) => {
      if (!ts.isRegularExpressionLiteral(node)) return;
      const end = node.text.lastIndexOf('/');
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), at });
    });
  }
  return found;
}

/** Makes the expressions of tables of words for those who read the tables. */
export const tables = 'shared/stages/text/words.ts';

/** Calls that put expressions together; what a table of words becomes is counted where the table is read. */
const makers: ReadonlySet<string> = new Set(['RegExp', 'expressionsOf']);

/** Where expressions are put together when the program runs. */
export function builders(): string[] {
  const found: string[] = [];
  for (const file of files().filter((each) => each !== tables)) {
    walk(file, (node, at) => {
      const made = ts.isNewExpression(node) || ts.isCallExpression(node);
      if (made && ts.isIdentifier(node.expression) && makers.has(node.expression.text)) found.push(at);
    });
  }
  return found;
}
