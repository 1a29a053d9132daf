import { type AnyNode, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';
import { parseGuarded } from '../../shared/stages/precheck.ts';
import { readReferences } from '../../shared/stages/references.ts';

/** A tree as nested lists, without comments and with neighbouring texts as one. */
function shape(nodes: readonly AnyNode[]): unknown[] {
  const found: unknown[] = [];
  for (const node of nodes) {
    if (isTag(node)) found.push([node.name, { ...node.attribs }, shape(node.children)]);
    else if (isText(node)) {
      const last = found.at(-1);
      if (typeof last === 'string') found[found.length - 1] = last + node.data;
      else found.push(node.data);
    }
  }
  return found;
}

const pieces =
  '<p> </p> <div> <DIV Class="a&amp;b"> </div> <br> </br> <a href="?x=1&copy=2&lt;&#x4e2d;"> <a href=\'"&quot;"\'> <a title=a"b\'c&amp> </a> <li> <td> <tr> <table> </table> <title>a&amp;b</title> </title> <script> </script> <style> </style> <textarea>&lt;p</textarea> </textarea> <svg> <path/> </svg> <form> </form> <img alt="1 &lt 2"> 《通知》 a<b &nbsp; &amp;lt; &AMP; &ampx &copy &notit; &hellip; &#12288; &#0; &#128; &#x1F600; &#55296; & &; <!--&amp;--> <!DOCTYPE> <?x?> </ > <3 <iframe> </iframe> <xmp> </xmp> <option> <select> </select>'.split(
    ' ',
  );

test('the tree is that of the library, whatever the tags and references', () => {
  let state = 7;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  for (let round = 0; round < 3000; round += 1) {
    const html = Array.from({ length: 1 + Math.floor(next() * 14) }, () => pieces[Math.floor(next() * pieces.length)]).join(
      next() < 0.5 ? '' : ' ',
    );
    expect(shape(parseGuarded(html).children), html).toEqual(shape(parseDocument(html).children));
  }
});

test('references of all kinds', () => {
  expect(readReferences('甲&nbsp;乙&#12288;丙&amp;nbsp;', 'text')).toBe('甲\u00a0乙\u3000丙&nbsp;');
  expect(readReferences('&copy=1&amp;copy;', 'attribute')).toBe('&copy=1&copy;');
  expect(readReferences('&copy=1', 'text')).toBe('©=1');
  expect(readReferences('&Alpha;&#x3b1; 1 < 2 &amp 3', 'text')).toBe('Αα 1 < 2 & 3');
});
