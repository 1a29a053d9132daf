import { type AnyNode, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';
import { parseHtml } from '../../shared/stages/html/tree.ts';

/** A tree as nested lists, without comments. */
function shape(nodes: readonly AnyNode[]): unknown[] {
  return nodes.flatMap((node): unknown[] => {
    if (isTag(node)) return [[node.name, { ...node.attribs }, shape(node.children)]];
    return isText(node) ? [node.data] : [];
  });
}

const agree = (html: string): void => expect(shape(parseHtml(html).children), html).toEqual(shape(parseDocument(html).children));

function* numbers(state: number): Generator<number, never> {
  for (;;) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield state / 4_294_967_296;
  }
}

const pieces =
  '<p> </p> <div> <DIV|Class="a&amp;b"> </div|> <br> <br/> </br> <a|href="?x=1&copy=2&lt;&#x4e2d;"> <a|href=\'"&quot;"\'> <a|title=a"b\'c&amp> <a|=b|c=|d|/|e> <a|b|=|\'c\'d=e/> <a|B=1|b=2|__proto__=3|constructor=4> </a> <li> <td> <tr> <th> <table> </table> <tbody> <thead> <tfoot> <dd> <dt> <h1> <h2> </h1> <body> <head> </head> <link> <title>a&amp;b</title> <title> </title> <script> </script> </script|x> <script>a<b</script <scriptx> <style> </style> <STYLE> </STYLE> <textarea>&lt;p</textarea> </textarea> <plaintext> <svg> <svg/> <path|/> </svg> <math> <mi> </mi> </math> <desc> </desc> <foreignObject> </foreignobject> <FEBLEND> </feBlend> <lineargradient/> <annotation-xml> <mtext/> <form> <form|a=1> </form> <image> </image> <img|alt="1|&lt|2"> <input> <button> <option> <select> </select> 《通知》 a<b < &nbsp; &amp;lt; &AMP; &ampx &copy &notit; &hellip; &#12288; &#0; &#128; &#x1F600; &#55296; & &; <!--&amp;--> <!--> <!---> <!-- --> --!> <!-x> <!> <! <!d <!DOCTYPE> <?x?> <![CDATA[x>y]]> <![CDATA[ ]]> <![cdata[x]]> </|> <3 </3> <> </> <iframe> </iframe> <noembed> </noembed> <xmp> </xmp> <noframes> </noframes> <b|c="|" \' = > /'
    .split(' ')
    .map((piece) => piece.replaceAll('|', ' '));

test('the tree has what the tree of the library has but for comments, whatever tags and references come together', () => {
  const next = numbers(7);
  const upTo = (most: number): number => Math.floor(next.next().value * most);
  for (let round = 0; round < 3000; round += 1) {
    const between = upTo(2) === 0 ? '' : ' ';
    const made = Array.from({ length: 1 + upTo(14) }, () => pieces[upTo(pieces.length)]).join(between);
    // A tag that the end cuts in two is left out; see below.
    agree(`${made} <p>x`);
  }
});

const names =
  'a abbr address area article aside audio b base basefont blockquote body br button caption center col colgroup command datalist dd del desc details dialog div dl dt em embed fieldset figcaption figure font footer foreignObject form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex keygen label legend li link main map mark math menu meta mi mn mo ms mtext nav noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress rb rp rt rtc ruby s script search section select slot small source span strong style sub summary sup svg table tbody td template textarea textPath tfoot th thead time title tr track u ul var video wbr xmp'.split(
    ' ',
  );

test('whatever element begins or ends within another one, in HTML and in SVG', () => {
  for (const outer of names)
    for (const inner of names) {
      agree(`<div><${outer} a=1><${inner} b=&lt;>x&gt;</${inner}>y</${outer}>z`);
      agree(`<svg><${outer}/><${outer}><${inner.toUpperCase()}>x&gt;</${outer}>y<${inner}>z`);
    }
});

test('HTML within SVG', () => {
  agree('<svg viewBox="0 0 1 1"><foreignObject><p>甲<p>乙<br/></foreignObject><path/><style>a&amp;b</style></svg><p>丙');
});

test('a page that ends in a tag', () => {
  for (const end of ['<', '</', '<p', '<a href="x', '<a b', '<a b=c', '</p', '<!-- a', '<!', '<script', '<img /'])
    expect(shape(parseHtml(`<p>甲${end}`).children), end).toEqual([['p', {}, [end === '<' || end === '</' ? `甲${end}` : '甲']]]);
  expect(shape(parseHtml('<script>a</script').children)).toEqual([['script', {}, ['a']]]);
});

test('neighbours and parents are linked', () => {
  const [list] = parseHtml('<ul>a<li>b<!--c--><li>d</ul>').children;
  const children = list && isTag(list) ? list.children : [];
  expect(children.map((each) => each.prev)).toEqual([null, ...children.slice(0, -1)]);
  expect(children.map((each) => each.next)).toEqual([...children.slice(1), null]);
  expect(children.every((each) => each.parent === list)).toBe(true);
});

const repeated = ['<', '</', '<!--', '<![CDATA[', '<a b="', '<script></script', '<title></title ', '<p a', '<!', '--!-->'];

test.each(repeated)('half a megabyte of %s is read or refused soon', (piece) => {
  const start = process.cpuUsage();
  try {
    parseHtml(`<p>${piece.repeat(500_000 / piece.length)}`);
  } catch (error) {
    expect(error).toMatchObject({ trouble: 'too-complex' });
  }
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(2000);
});
