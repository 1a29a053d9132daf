import { expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { pdf } from '../support/files/pdf.ts';
import { declaration } from '../support/pages.ts';
import { type Answer, roundsOfTests } from '../support/rounds.ts';

/** What has no words but in pictures says so wherever it stands: on its page, in lists, by the command, in answers and in the digest. */

const openRounds = roundsOfTests();
const site = 'https://www.yunchuan.gov.cn/zwgk';
const title = '云川市人工智能产业发展若干措施';
const page = (body: string): string =>
  `<html><head><title>${title}</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2026-11-18"></head><body><h1>${title}</h1>
<div id="zoom">${body}</div></body></html>`;
const picture = '<p><img src="/w/1.png" width="900"></p>';
const scan = { body: pdf([[], []], { title }), headers: { 'content-type': 'application/pdf' } };
const words = '各县区：现将《云川市人工智能产业发展若干措施》印发给你们，请认真贯彻执行，并将算力补贴的落实情况按季度报送市数据局。';
const linked = '<p><a href="/zwgk/1.pdf">云川市人工智能产业发展若干措施.pdf</a></p>';

test.each<readonly [string, string, Answer['body'], boolean]>([
  ['pictures alone', '1.html', page(picture.repeat(3)), true],
  ['pictures with a line on who drew them', '1.html', page(`${picture}<p>制图：李样</p>`), true],
  ['a file of pictures', '1.pdf', '', true],
  ['a short page beside a file of pictures', '1.html', page(`<p>${words}</p>${linked}`), true],
  ['a picture in a text', '1.html', page(`${picture}<p>${words}</p>`), false],
  ['a long page beside a file of pictures', '1.html', page(`<p>${words}</p>`.repeat(4) + linked), false],
])('%s', async (_, name, body, unread) => {
  const store = openRounds(declaration('sample', 'data.sample.example'));
  const answers = [
    { url: `${site}/1.html`, body },
    { url: `${site}/1.pdf`, ...scan },
  ];
  const added = await store.ask('2026-11-19', answers, 'add', `${site}/${name}`, '--json');
  const document = JSON.parse(added.out);
  expect(document.scan).toBe(unread ? true : undefined);
  const ask = async (...given: string[]) => (await store.say('2026-11-23', ...given)).out;
  const said = [await ask('show', document.id), await ask('search', '云川'), await ask('digest', '--week', '2026-W47', '--dry-run')];
  await store.within('2026-11-23', async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: true }));
    const get = async (path: string) => (await app.request(`http://127.0.0.1:4180${path}`)).text();
    said.push(await get(`/documents/${document.id}`), await get('/documents'), await get('/feeds/documents.atom'));
    expect(JSON.parse(await get('/api/v1/documents')).items[0].scan).toBe(document.scan);
    expect((await get(`/documents/${document.id}?lang=zh`)).includes('<b>扫描件，未读</b>')).toBe(unread);
  });
  // The file itself is one in either case: the document says so beside it.
  const told = said.map((text) => text.replace(/\((?:pdf, )scan, unread/g, '').replace(/pdf · [^<]{0,20}scan, unread/g, ''));
  for (const text of told) expect(/scan, unread(?!:)/.test(text)).toBe(unread);
});
