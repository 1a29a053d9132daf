/**
 * How much code there is: `node bench/code-size.ts [FOLDER]`. Characters of .ts, .js and .mjs files under shared, functions and infra,
 * without comments and white space, as the summed length of tokens; the number of files, and of files of thirty lines or fewer. Rows of
 * JSON are not code and are counted apart.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

type Size = { readonly characters: number; readonly tokens: number; readonly files: number; readonly short: number; readonly rows: number };

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name));

function tokensOf(text: string): { readonly characters: number; readonly tokens: number } {
  const source = ts.createSourceFile('each.ts', text, ts.ScriptTarget.Latest, false);
  let [characters, tokens] = [0, 0];
  const walk = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    if (children.length > 0) {
      for (const child of children) walk(child);
      return;
    }
    const words = node.getText(source);
    if (words === '') return;
    characters += words.replace(/\s+/g, '').length;
    tokens += 1;
  };
  walk(source);
  return { characters, tokens };
}

/** The size of the code in a checkout. */
export function sizeOf(root: string): Size {
  const folders = ['shared', 'functions', 'infra'].map((folder) => path.join(root, folder));
  const code = folders.flatMap((folder) => filesUnder(folder, /\.(?:ts|js|mjs)$/));
  const texts = code.map((file) => readFileSync(file, 'utf8'));
  const counted = texts.map(tokensOf);
  const rows = folders.flatMap((folder) => filesUnder(folder, /\.json$/)).reduce((sum, file) => sum + readFileSync(file, 'utf8').length, 0);
  return {
    characters: counted.reduce((sum, each) => sum + each.characters, 0),
    tokens: counted.reduce((sum, each) => sum + each.tokens, 0),
    files: code.length,
    short: texts.filter((text) => text.trimEnd().split('\n').length <= 30).length,
    rows,
  };
}

if (import.meta.main) console.log(JSON.stringify(sizeOf(process.argv[2] ?? '.')));
