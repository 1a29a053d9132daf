import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Route } from './route.ts';

/** The files that pages load or name: the style sheet, small scripts (docs/decisions/0053-scripts-and-reference-page.md), one picture. */

const scripts = ['keys', 'text'] as const;
export type ScriptName = (typeof scripts)[number];

/** Of a published site alone (docs/decisions/0087-publish.md). In the package it lies beside the other scripts. */
export const searchLibrary = 'scripts/minisearch.js';
const librarySource = '../../../node_modules/minisearch/dist/umd/index.js';

type StaticFile = { readonly body: Buffer<ArrayBuffer>; readonly hash: string };
const read = new Map<string, StaticFile>();

function fileOf(name: string): StaticFile {
  const known = read.get(name);
  if (known) return known;
  const places = [name, `../${name}`, ...(name === searchLibrary ? [librarySource] : [])].map((path) => new URL(path, import.meta.url));
  const body = readFileSync(places.find((place) => existsSync(place)) ?? name);
  const file = { body, hash: createHash('sha256').update(body).digest('base64url').slice(0, 12) };
  read.set(name, file);
  return file;
}

/** The bytes of a page's file, for a site without this server. */
export const staticFile = (name: string): Uint8Array => fileOf(name).body;

/** The address of a file with the hash of its bytes: a browser keeps what it has for a year, and never shows an old one with a new page. */
const addressOf = (name: string): string => `/${name}?v=${fileOf(name).hash}`;

export const styleAddress = (): string => addressOf('hongtou.css');
/** What is shown beside a link to a page, drawn by `npm run build:picture`. */
export const pictureAddress = (): string => addressOf('share.png');
export const scriptAddress = (name: ScriptName): string => addressOf(`scripts/${name}.js`);

const route = (name: string, type: string, open: boolean): Route => ({
  method: 'GET',
  path: `/${name}`,
  open,
  answer({ given }) {
    const { body, hash } = fileOf(name);
    const kept = given.get('v') === hash ? 'private, max-age=31536000, immutable' : 'private, no-cache';
    return new Response(body, { headers: { 'content-type': type, 'cache-control': kept } });
  },
});

/**
 * Scripts need the session of the page that names them: what is open to strangers is the contract's list, and none of its pages has one.
 */
export const staticRoutes: readonly Route[] = [
  route('hongtou.css', 'text/css; charset=utf-8', true),
  route('share.png', 'image/png', false),
  ...scripts.map((name) => route(`scripts/${name}.js`, 'text/javascript; charset=utf-8', false)),
];
