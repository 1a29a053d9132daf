import { load } from 'cheerio';

/** Fields of a page as a scraper takes them that knows the selectors in advance: what `cheerio.load` is measured with. */
export function readWithCheerio(html: string, url: string) {
  const $ = load(html);
  const metas = new Map(
    $('meta[name]')
      .toArray()
      .map((each) => [$(each).attr('name')?.toLowerCase(), $(each).attr('content')]),
  );
  const cells = $('table td')
    .toArray()
    .map((cell) =>
      $(cell)
        .text()
        .replace(/[\s\u00a0：]/g, ''),
    );
  const label = (name: string): string | undefined => cells[cells.indexOf(name) + 1];
  const paragraphs = $('.TRS_Editor p')
    .toArray()
    .map((each) => $(each).text().trim());
  const text = paragraphs.join('\n');
  const attachments = $('a[href]')
    .toArray()
    .map((each) => $(each).attr('href') ?? '')
    .filter((href) => /\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)$/i.test(href))
    .map((href) => new URL(href, url).href);
  return {
    title: metas.get('articletitle') ?? $('h1').text().trim(),
    published: metas.get('pubdate')?.slice(0, 10),
    credit: metas.get('contentsource'),
    number: label('发文字号'),
    issuer: label('发文机关'),
    indexNumber: label('索引号'),
    signed: label('成文日期'),
    effective: /自(\d{4}年\d{1,2}月\d{1,2}日)起施行/.exec(text)?.[1],
    citations: [...text.matchAll(/《([^《》]{2,80})》(?:（([^（）]{4,40})）)?/g)].map(([, name, number]) => ({ name, number })),
    signature: paragraphs.slice(-3),
    text,
    attachments,
  };
}
