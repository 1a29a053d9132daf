import { describe, expect, test } from 'vitest';
import { readListing } from '../../shared/stages/listing/listing.ts';

const url = 'https://www.jia.gov.cn/zwgk/index.html';
const read = async (text: string, listing = {}) =>
  (
    await readListing({
      url,
      decoded: { text: `<html><body>${text}</body></html>`, charset: 'utf-8', lossy: false },
      listing: { format: 'dated-links', url, ...listing },
      today: '2026-11-25',
    })
  ).entries;

const names = ['关于语料登记的通知', '关于语料开放的公告', '语料登记工作指引'];
const days = ['2026-11-18', '2026-11-12', '2026-10-30'];
const menu = '<div class="nav"><a href="/">网站首页</a><a href="/b/">政务公开</a></div>';
const foot = '<div class="foot"><a href="/map.html">网站地图</a> 更新于2026-11-20</div>';
const wanted = names.map((title, n) => ({ url: `https://www.jia.gov.cn/x/${n}.html`, title, publishedOn: days[n] }));

describe('lists whose lines stand beside the furniture of the page', () => {
  test('menu and foot are no lines', async () => {
    const items = names.map((name, n) => `<div class="item"><b>${days[n]}</b><a href="/x/${n}.html">${name}</a></div>`).join('');
    expect(await read(menu + items + foot)).toEqual(wanted);
  });

  test('a line without a day is one all the same', async () => {
    const items = names.map((name, n) => `<div class="item"><b>${n === 1 ? '' : days[n]}</b><a href="/x/${n}.html">${name}</a></div>`);
    expect((await read(menu + items.join('') + foot)).map(({ title, publishedOn }) => [title, publishedOn])).toEqual([
      [names[0], days[0]],
      [names[1], undefined],
      [names[2], days[2]],
    ]);
  });
});

describe('cards', () => {
  test('the title is the first block of a card, not its source and summary', async () => {
    const items = names.map(
      (name, n) => `<a class="card" href="/x/${n}.html"><div>${name}</div><div>来源：数据处</div><div>${days[n]}</div></a>`,
    );
    expect(await read(items.join(''))).toEqual(wanted);
  });

  test('in a wrapper', async () => {
    const items = names.map(
      (name, n) => `<a href="/x/${n}.html"><div><p>${days[n]}</p><p>${name}</p><p>为贯彻落实有关要求，制定如下。</p></div></a>`,
    );
    expect(await read(items.join(''))).toEqual(wanted);
  });
});

test('the title attribute of a declared date wins over its text', async () => {
  const items = names.map(
    (name, n) => `<div class="li"><a href="/x/${n}.html">${name}</a><p class="t" title="${days[n]} 10:00">${n}天前</p></div>`,
  );
  expect(await read(items.join(''), { format: 'html', items: '.li', link: 'a', date: '.t' })).toEqual(wanted);
});
