import { opt, orEmpty } from '../../model/values.ts';
import { type FileText, unreadableFile } from './file-text.ts';
import { joinParagraphs } from './paragraphs.ts';
import { type LayoutLine, layOutLines, type TurnedItem, turnUpright } from './pdf.ts';
import { withoutRepeats } from './running-heads.ts';

import { attributeOf, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/**
 * OFD (GB/T 33190) is a ZIP of XML: OFD.xml names a document, the document its pages in order, a page its text objects, each with a box in
 * millimetres and codes of text placed in it. No maintained library reads it; this reads its words and nothing else.
 */

const mostPages = 1_000;

export function readOfd(zip: Zip): FileText {
  const root = readRoot(zip);
  if (root.document === undefined) return unreadableFile('damaged', 'OFD.xml names no document');
  const places = pagesOf(zip, root.document);
  if (places.length > mostPages) return { ...unreadableFile('too-large', `${places.length} pages`), pages: places.length };
  const pages: LayoutLine[][] = places.map((place, n) => layOutLines(turnUpright(readItems(readPackageFile(zip, place))), n + 1));
  const lines = joinParagraphs(withoutRepeats(pages));
  const found = { lines, pages: places.length, ...opt({ title: root.title }) };
  if (lines.reduce((sum, { text }) => sum + text.length, 0) < 8) return { ...found, state: 'needs-ocr', reason: 'no page holds text' };
  return { ...found, state: 'read' };
}

const readPackageFile = (zip: Zip, place: string) => zip.find(place)?.read() ?? new Uint8Array();

/** A place as the standard writes it, from the root of the file or from the part that names it, as the name of a member. */
function resolvePath(place: string, from: string) {
  const base = place.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of place.split('/')) {
    if (step === '..') base.pop();
    else if (step !== '' && step !== '.') base.push(step);
  }
  return base.join('/');
}

function readRoot(zip: Zip): { readonly document?: string; readonly title?: string } {
  let name = '';
  let document: string | undefined;
  let title = '';
  readXml(readPackageFile(zip, 'OFD.xml'), {
    open: (opened) => {
      name = opened;
    },
    text: (text) => {
      if (name === 'DocRoot') document ??= text.trim() === '' ? undefined : resolvePath(text.trim(), 'OFD.xml');
      if (name === 'Title') title += text;
    },
    close: () => {
      name = '';
    },
  });
  return { ...opt({ document }), ...(title.trim() === '' ? {} : { title: title.trim() }) };
}

function pagesOf(zip: Zip, document: string) {
  const places: string[] = [];
  readXml(readPackageFile(zip, document), {
    open: (name, attributes) => {
      const place = name === 'Page' ? attributeOf(attributes, 'BaseLoc') : undefined;
      if (place !== undefined) places.push(resolvePath(place, document));
    },
  });
  return places;
}

const numbers = (value: string | undefined) => orEmpty(value).trim().split(/\s+/).map(Number).filter(Number.isFinite);

type OfdObject = { readonly x: number; readonly y: number; readonly size: number; readonly scale: number };
type TextCode = OfdObject & { readonly dx: readonly number[]; readonly dy: readonly number[]; text: string };

function readItems(bytes: Uint8Array) {
  const pieces: TurnedItem[] = [];
  let object: OfdObject | undefined;
  let code: TextCode | undefined;
  let at = { x: 0, y: 0 };
  readXml(bytes, {
    open: (name, attributes) => {
      if (name === 'TextObject') {
        object = objectOf(attributes);
        at = { x: 0, y: 0 };
      }
      if (name !== 'TextCode' || !object) return;
      // A code without a place goes on where the last one began.
      at = { x: Number(attributeOf(attributes, 'X') ?? at.x), y: Number(attributeOf(attributes, 'Y') ?? at.y) };
      const { x, y, scale } = object;
      const [dx, dy] = ['DeltaX', 'DeltaY'].map((name) => deltasOf(attributeOf(attributes, name)));
      code = { ...object, x: x + at.x * scale, y: y + at.y * scale, dx: dx ?? [], dy: dy ?? [], text: '' };
    },
    text: (text) => {
      if (code) code.text += text;
    },
    close: (name) => {
      if (name === 'TextCode' && code) {
        pieces.push(toItem(code));
        code = undefined;
      }
      if (name === 'TextObject') object = undefined;
    },
  });
  return pieces;
}

function objectOf(attributes: Readonly<Record<string, string>>): OfdObject {
  const [x = 0, y = 0] = numbers(attributeOf(attributes, 'Boundary'));
  const ctm = numbers(attributeOf(attributes, 'CTM'));
  const scale = ctm.length === 6 && ctm[0] ? Math.abs(ctm[0]) : 1;
  return { x: x + (ctm[4] ?? 0), y: y + (ctm[5] ?? 0), size: (Number(attributeOf(attributes, 'Size')) || 1) * scale, scale };
}

const longestRun = 2_000;

/** Distances between the letters: numbers, or `g n d` for n times d. */
function deltasOf(value: string | undefined) {
  const steps: number[] = [];
  const words = orEmpty(value).trim().split(/\s+/);
  for (let n = 0; n < words.length && steps.length < longestRun; n += 1) {
    if (words[n] !== 'g') steps.push(Number(words[n]) || 0);
    else {
      const times = Math.min(Number(words[n + 1]) || 0, longestRun);
      steps.push(...Array.from({ length: times }, () => Number(words[n + 2]) || 0));
      n += 2;
    }
  }
  return steps;
}

const sum = (steps: readonly number[], letters: number) =>
  steps.slice(0, Math.max(0, letters - 1)).reduce((total, each) => total + each, 0);

/** Letters that step down more than they step right stand one under the other. */
function toItem({ text, x, y, size, scale, dx, dy }: TextCode): TurnedItem {
  const letters = [...text].length;
  const [right, down] = [sum(dx, letters) * scale, sum(dy, letters) * scale];
  const vertical = down > Math.abs(right) && down > size / 2;
  const stepped = vertical ? down : right;
  return { text, x, y, size, width: stepped > 0 ? stepped + size : letters * size, along: vertical ? [0, 1] : [1, 0], vertical };
}
