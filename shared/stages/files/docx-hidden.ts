import { Parser } from 'htmlparser2';
import { orEmpty } from '../../model/values.ts';
import { attributeOf, localName } from './xml.ts';

/** A document without the runs that are set as hidden: nobody who opens the file sees them. */
export function withoutHidden(bytes: Uint8Array): Uint8Array {
  const xml = Buffer.from(bytes).toString('utf8');
  if (!/[<:]vanish[\s/>]/.test(xml)) return bytes;
  const cuts: { from: number; to: number }[] = [];
  const runs: { from: number; hidden: boolean }[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const plain = localName(name);
        const run = runs.at(-1);
        if (plain === 'r') runs.push({ from: parser.startIndex, hidden: false });
        else if (plain === 'vanish' && run && !/^(?:0|false|off)$/.test(orEmpty(attributeOf(attributes, 'val')))) run.hidden = true;
      },
      onclosetag(name) {
        if (localName(name) !== 'r') return;
        const run = runs.pop();
        if (run?.hidden) cuts.push({ from: run.from, to: parser.endIndex + 1 });
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return Buffer.from(without(xml, cuts));
}

function without(xml: string, cuts: readonly { readonly from: number; readonly to: number }[]): string {
  let text = '';
  let at = 0;
  for (const { from, to } of cuts.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    text += xml.slice(at, from);
    at = to;
  }
  return text + xml.slice(at);
}
