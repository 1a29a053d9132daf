import { Parser } from 'htmlparser2';
import { ZipError } from './zip.ts';

/** Deepest nesting and most elements of one part: a book of a thousand pages has fewer. */
const limits = { depth: 200, elements: 2_000_000 } as const;
const step = 65_536;

export type XmlEvents = {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
};

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export function readXml(bytes: Uint8Array, events: XmlEvents): void {
  const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8').decode(bytes);
  let depth = 0;
  let elements = 0;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (/^!(?:doctype|entity)/i.test(name)) throw new ZipError('too-large', 'a part declares entities');
      },
      onopentag(name, attributes) {
        depth += 1;
        elements += 1;
        if (depth > limits.depth) throw new ZipError('too-large', `a part is nested deeper than ${limits.depth}`);
        if (elements > limits.elements) throw new ZipError('too-large', `a part of more than ${limits.elements} elements`);
        events.open(localName(name), attributes);
      },
      ontext: (data) => events.text?.(data),
      onclosetag(name) {
        depth -= 1;
        events.close?.(localName(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < text.length; at += step) parser.write(text.slice(at, at + step));
  parser.end();
}

export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  for (const [key, value] of Object.entries(attributes)) if (localName(key) === name) return value;
  return undefined;
}

const properties = 'docProps/core.xml';

export function officeTitle(read: (name: string) => Uint8Array | undefined): string | undefined {
  const bytes = read(properties);
  if (!bytes) return undefined;
  let inside = false;
  let title = '';
  readXml(bytes, {
    open: (name) => {
      inside = name === 'title';
    },
    text: (text) => {
      if (inside) title += text;
    },
    close: () => {
      inside = false;
    },
  });
  return title.trim() === '' ? undefined : title.trim();
}
