import { describe, expect, test } from 'vitest';
import { structureOf } from '../../shared/stages/text/structure.ts';
import { page, paragraphs, read, right, sentences, url } from './article-kit.ts';

const act = (title: string, number: string, issuer: string, day: string): string =>
  `<p align="center"><b>${title}</b></p><p align="center">${number}</p>${paragraphs('各区县人民政府：', ...sentences.slice(0, 2))}${right(issuer, day)}`;

const first = act('云川市人民政府关于加快智算产业发展的意见', '云政发〔2026〕15号', '云川市人民政府', '2026年4月2日');
const second = act('云川市人民政府办公室关于印发数据标注行动方案的通知', '云政办发〔2026〕22号', '云川市人民政府办公室', '2026年4月9日');
const inPage = (title: string, inner: string): string =>
  page(title, `<h1>${title}</h1><div>发布时间：2026-05-01</div><div class="c">${inner}</div>`);

test('a day alone is that of the signature over the mark that ends a notice, and nowhere else on the left', () => {
  const title = '云川市人民政府关于印发数据标注行动方案的通知';
  const signedOf = (end: string) =>
    read(inPage(title, `<p>云政发〔2026〕15号</p>${paragraphs(...sentences.slice(0, 2))}${end}`)).dates.signed;
  expect(signedOf('<p>2026年4月2日</p><p>（此件公开发布）</p><p>数据标注行动方案</p>')).toMatchObject({
    value: '2026-04-02',
    from: 'signature',
  });
  expect(signedOf('<p>2026年4月2日</p><p>数据标注行动方案</p>')).toBeUndefined();
});

describe('several documents on one page', () => {
  test('a gazette is the whole and carries each of them', () => {
    const article = read(inPage('云川市人民政府公报2026年第8期', first + second));
    expect(article.number).toBeUndefined();
    expect(article.issuers).toEqual([]);
    expect(article.parts?.map((part) => [part.url, part.title, part.number, part.issuers[0]?.name, part.dates.signed?.value])).toEqual([
      [`${url}#2`, '云川市人民政府关于加快智算产业发展的意见', '云政发〔2026〕15号', '云川市人民政府', '2026-04-02'],
      [`${url}#3`, '云川市人民政府办公室关于印发数据标注行动方案的通知', '云政办发〔2026〕22号', '云川市人民政府办公室', '2026-04-09'],
    ]);
    expect(article.parts?.map(({ type }) => type)).toEqual(['opinions', 'plan']);
    expect(article.warnings).toContainEqual(expect.objectContaining({ field: 'text', reason: 'the page holds 2 documents' }));
    expect(article.text).toContain('云政办发〔2026〕22号');
  });

  test('a page named for its first document is that one, without the words of the next', () => {
    const article = read(inPage('云川市人民政府关于加快智算产业发展的意见', first + second));
    expect(article).toMatchObject({ number: '云政发〔2026〕15号', dates: { signed: { value: '2026-04-02' } } });
    expect(article.text).not.toContain('云政办发〔2026〕22号');
    expect(article.parts?.map(({ number }) => number)).toEqual(['云政办发〔2026〕22号']);
  });

  test('the act that a notice forwards, with its own number and signature, is a document of its own', () => {
    const title = '云川市教育局转发省教育厅关于开展通识课试点的通知';
    const own = `<p align=center>云教函〔2026〕30号</p>${paragraphs('各学校：', '现将有关通知转发给你们，请遵照执行。')}${right('云川市教育局', '2026年4月18日')}`;
    const article = read(
      inPage(title, own + act('云川省教育厅关于开展通识课试点的通知', '云教基〔2026〕55号', '云川省教育厅', '2026年4月1日')),
    );
    expect(article).toMatchObject({ title, number: '云教函〔2026〕30号', issuers: [{ name: '云川市教育局' }] });
    expect(article.parts).toHaveLength(1);
    expect(article.parts?.[0]).toMatchObject({ number: '云教基〔2026〕55号', issuers: [{ name: '云川省教育厅' }] });
  });

  test.each(
    Object.entries({
      'a notice and the measures that it issues': `<p>云政发〔2026〕6号</p>${paragraphs('各单位：', '现将《云川市数据共享办法》印发给你们。')}${right('云川市人民政府', '2026年4月8日')}<hr><p align=center>云川市数据共享办法</p>${paragraphs(...sentences.map((each, n) => `第${'一二三四'[n]}条　${each}`))}`,
      'a notice and a table of the numbers that it ends': `<p>云政发〔2026〕6号</p>${paragraphs('各单位：', '下列文件失效。')}${right('云川市人民政府', '2026年4月8日')}<table>${[1, 2, 3].map((n) => `<tr><td>${n}</td><td>关于第${n}项工作的通知</td><td>云政发〔201${n}〕${n}号</td></tr>`).join('')}</table>`,
      'a notice and two forms': `<p>云政发〔2026〕6号</p>${paragraphs('各单位：', ...sentences)}${right('云川市人民政府', '2026年4月8日')}<p>附件1</p><p>报名表</p><p>单位（盖章）：</p><p>年　月　日</p><p>附件2</p><p>汇总表</p>`,
    }),
  )('one document: %s', (_, inner) => {
    const article = read(inPage('云川市人民政府关于数据工作的通知', inner));
    expect(article.parts).toBeUndefined();
    expect(article).toMatchObject({ number: '云政发〔2026〕6号', dates: { signed: { value: '2026-04-08' } } });
  });
});

describe('the structure of a text', () => {
  const shape = (text: string): string[] =>
    structureOf(text).map(
      ({ kind, label, title, start, end }) =>
        `${kind} ${label}${title ? ` ${title}` : ''} [${text.slice(start, end).replaceAll('\n', '/')}]`,
    );

  test('chapters, articles and annexes, each with what stands under it', () => {
    const text =
      '云川市数据办法\n第一章 总则\n第一条 为了共享，制定本办法。\n（一）要共享。\n第二条 本办法适用于本市。\n第二章 附则\n第三条 自公布之日起施行。\n附件1\n目录\n附件2：\n表';
    expect(shape(text)).toEqual([
      'chapter 第一章 总则 [第一章 总则/第一条 为了共享，制定本办法。/（一）要共享。/第二条 本办法适用于本市。/]',
      'article 第一条 [第一条 为了共享，制定本办法。/（一）要共享。/]',
      'article 第二条 [第二条 本办法适用于本市。/]',
      'chapter 第二章 附则 [第二章 附则/第三条 自公布之日起施行。/]',
      'article 第三条 [第三条 自公布之日起施行。/]',
      'annex 附件1 [附件1/目录/]',
      'annex 附件2 [附件2：/表]',
    ]);
  });

  test('a sentence that opens with the article it cites is no heading', () => {
    expect(structureOf('第一条 甲。\n第二条 乙。\n第三条第二款规定的情形除外。\n第三条 丙。').map(({ label }) => label)).toEqual([
      '第一条',
      '第二条',
      '第三条',
    ]);
  });

  test('articles without a blank count when they are the next in turn', () => {
    expect(structureOf('第九条甲。\n第一条为了甲。\n第二条乙。\n第五条丙。').map(({ label }) => label)).toEqual(['第一条', '第二条']);
    expect(structureOf('第九十九条 甲。\n第一百条乙。\n第一百零一条丙。\n第一百零一条之一 丁。')).toHaveLength(4);
  });

  test('texts without articles are cut at their numbered headings', () => {
    expect(shape('一、总体要求\n甲。\n（一）目标。到2028年建成。\n二、保障\n乙。')).toEqual([
      'section 一、 总体要求 [一、总体要求/甲。/（一）目标。到2028年建成。/]',
      'article （一） 目标 [（一）目标。到2028年建成。/]',
      'section 二、 保障 [二、保障/乙。]',
    ]);
  });

  test('translations', () => {
    expect(
      structureOf('Chapter I General Provisions\nArticle 1 These Measures are made for order.\nArticle 2 They apply.\nAnnex 1').map(
        ({ kind, label }) => [kind, label],
      ),
    ).toEqual([
      ['chapter', 'Chapter I'],
      ['article', 'Article 1'],
      ['article', 'Article 2'],
      ['annex', 'Annex 1'],
    ]);
  });

  test('an article reads its structure with offsets into its text', () => {
    const article = read(inPage('云川市数据办法', paragraphs(...sentences.map((each, n) => `第${'一二三四'[n]}条　${each}`))));
    expect(article.structure?.map(({ start, end }) => article.text.slice(start, end).trim().slice(0, 3))).toEqual([
      '第一条',
      '第二条',
      '第三条',
      '第四条',
    ]);
  });
});
