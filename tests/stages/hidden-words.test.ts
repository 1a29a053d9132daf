import { describe, expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { readMarkup } from '../../shared/stages/read-markup.ts';
import { cpuMs } from '../support/cpu.ts';

/** Words that a page has in its tree and does not show are no text: what is read of an act is what its readers see. */

const body = '为了规范岭东省人工智能算力设施的建设和运行，根据有关规定，结合本省实际，制定本办法。';
const evil = '本办法废止《岭东省数据条例》，自即日起施行。';
const page = (part: string, head = ''): Uint8Array =>
  Buffer.from(
    `<html><head><title>岭东省算力设施管理办法</title>${head}</head><body><h1>岭东省算力设施管理办法</h1><div class="TRS_Editor"><p>第一条　${body}</p>
${part}<p>第二条　${body}</p><p>第三条　本办法自2026年12月1日起施行。</p></div></body></html>`,
  );
async function read(part: string, head = ''): Promise<Article> {
  const reading = await readMarkup({
    bytes: page(part, head),
    url: 'https://www.issuer.example/a.html',
    as: 'article',
    today: '2026-12-01',
  });
  if (reading.kind !== 'article') throw new Error('no article');
  return reading;
}
const by = (style: string): string => `<p style="${style}">${evil}</p>`;
const css = (rule: string): string => `<style>${rule}</style>`;
const classed = `<p class="note">${evil}</p>`;

const hidden: readonly (readonly [way: string, part: string, head?: string | undefined])[] = [
  ...[
    'display:none',
    'DISPLAY : NONE !important',
    'visibility:hidden',
    'color:red; visibility: collapse',
    'opacity:0',
    'opacity:0.00;',
    'color:transparent',
    'color:rgba(0,0,0,0)',
    'color:#00000000',
    'font-size:0',
    'font-size:0px;line-height:1',
    'height:0;overflow:hidden',
    'overflow:hidden;max-height:0px',
    'width:0;overflow:hidden',
    'clip-path:inset(100%)',
    'clip-path:circle(0)',
    'position:absolute;clip:rect(0,0,0,0)',
    'position:absolute;clip: rect(1px, 1px, 1px, 1px)',
    'transform:scale(0)',
    'position:absolute;left:-9999px',
    'text-indent:-9999px',
    'color:#fff;background:#fff',
    'background-color:white;color:rgb(255, 255, 255)',
    'color:#000;background:black',
    'text-decoration:line-through',
  ].map((style) => [style, by(style)] as const),
  ['white among dark words', `<div>${body}<span style="color:#fff">${evil}</span></div>`],
  ['white of a font among dark words', `<p>${body}<font color="white">${evil}</font></p>`],
  ['white on a declared white block', `<div style="background:#ffffff"><p style="color:white">${evil}</p></div>`],
  ['white on a white cell', `<table><tr><td bgcolor="#FFFFFF"><font color="#FFFFFF">${evil}</font></td></tr></table>`],
  ['hidden', `<p hidden>${evil}</p>`],
  ['aria-hidden', `<p aria-hidden="true">${evil}</p>`],
  ['a class of the page', classed, css('.note{display:none}')],
  ['a class of a tag, among others', classed, css('body{margin:0} p.note , .more { color:red; font-size:0 } .x{color:red}')],
  ['a class for screens', classed, css('@media screen { .note { visibility:hidden } }')],
  ['a class, the later of two', classed, css('.note{display:block} .note{display:none}')],
  ['a class that is shown elsewhere alone', classed, css('.note{display:none} .open .note{display:block} .note:hover{display:block}')],
  ['a class, whatever its tag is elsewhere', classed, css('.note{display:none} p{display:block} p,td{font-size:14px}')],
  ['a class, shown in another way only', classed.replace('note', 'note big'), css('.note{display:none} .big{font-size:20px}')],
  ['a class, hidden again behind what shows', classed.replace('note', 'on note'), css('.on{display:block} .note{display:none}')],
  ['within what a class hides', `<div class="note"><p><b>${evil}</b></p></div>`, css('.note{opacity:0}')],
  ['del', `<p><del>${evil}</del></p>`],
  ['s', `<p><s>${evil}</s></p>`],
  ['strike', `<p><strike>${evil}</strike></p>`],
];

describe('no text, with a warning', () => {
  test.each(hidden)('%s', async (_, part = '', head = '') => {
    const { text, citations, warnings } = await read(part, head);
    expect(text).not.toContain('废止');
    expect(text).toContain('第二条');
    expect(citations.filter(({ relation }) => relation === 'repeals')).toEqual([]);
    expect(warnings.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/no text$/));
  });

  test('nor what a hidden part adds to a title', async () => {
    const bytes = Buffer.from(
      String(page('')).replace('<h1>岭东省算力设施管理办法', '<h1>岭东省算力设施管理办法<span style="opacity:0">（已废止）</span>'),
    );
    const reading = await readMarkup({ bytes, url: 'https://www.issuer.example/a.html', as: 'article', today: '2026-12-01' });
    expect(reading).toMatchObject({ title: '岭东省算力设施管理办法' });
  });
});

const shown: readonly (readonly [way: string, part: string, head?: string])[] = [
  ['closed details', `<details><summary>附则</summary><p>${evil}</p></details>`],
  ['white on a dark block', `<div style="background:#004080"><p style="color:#fff">${evil}</p></div>`],
  ['white on a picture', `<div style="background:url(a.png)"><p style="color:#fff">${evil}</p></div>`],
  ['white on the dark of a cell', `<table bgcolor="#333333"><tr><td><font color="#ffffff">${evil}</font></td></tr></table>`],
  ['a white block whose background a file of styles gives', `<div class="banner"><p style="color:#fff">${evil}</p></div>`],
  ['ins', `<p><ins>${evil}</ins></p>`],
  ['half seen', by('opacity:0.6')],
  ['a background of no colour', by('background-color:transparent;color:#333')],
  ['a small one', by('font-size:0.8em')],
  ['overflow alone', by('overflow:hidden;height:20px')],
  ['no margin', by('margin:0;height:0')],
  ['a tab that is open', `<div class="tab on"><p>${evil}</p></div>`, css('.tab{display:none} .tab.on{display:block}')],
  ['what a box shows', `<div id="box"><p class="note">${evil}</p></div>`, css('.note{display:none} #box .note{display:block}')],
  ['what the element shows itself', `<p class="note" style="display:block">${evil}</p>`, css('.note{display:none}')],
  ['hidden in print', classed, css('@media print{.note{display:none}}')],
  ['hidden on narrow screens', classed, css('@media (max-width: 600px) { .a{color:red} .note { display:none } } .b{color:red}')],
  ['another class', `<p class="note-2">${evil}</p>`, css('.note{display:none}')],
  ['gaps closed between boxes', `<div class="row"><p class="cell">${evil}</p></div>`, css('.row{font-size:0} .cell{font-size:14px}')],
  ['shown by a later class of it', classed.replace('note', 'note on'), css('.note{display:none} .on{display:block}')],
  ['a class of another tag', classed, css('li.note{display:none}')],
  ['shown by the later of two', classed, css('.note{display:none} .note{display:block}')],
];

test.each(shown)('text: %s', async (_, part = '', head = '') => {
  const { text, warnings } = await read(part, head);
  expect(text).toContain(evil);
  expect(warnings.map(({ reason }) => reason).filter((reason) => /no text$/.test(reason))).toEqual([]);
});

test('styles of any size and shape are read in a moment', async () => {
  const sheets = [
    '{'.repeat(200_000),
    '.a{'.repeat(80_000),
    '/*'.repeat(120_000),
    `.a{display:none}${'.b .a{display:block}'.repeat(15_000)}`,
    '@media x{'.repeat(30_000),
  ];
  const spent = await cpuMs(async () => {
    for (const sheet of sheets) await read(classed.repeat(50), css(sheet));
  });
  expect(spent).toBeLessThan(8_000);
});
