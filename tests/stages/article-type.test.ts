import { describe, expect, test } from 'vitest';
import { body, page, paragraphs, read } from './article-kit.ts';

const typeOf = (title: string, text = body, head = ''): string =>
  read(
    page(title, `<h1>${title}</h1><div>发布时间：2026-03-04</div><div class="TRS_Editor">${text}</div>`).replace(
      '<title>',
      `${head}<title>`,
    ),
  ).type;

describe('a name that ends in 办法 is no law, whatever stands in brackets behind it', () => {
  test.each([
    '水利部关于印发《水库感知设备管理办法（修订本）》的通知',
    '水利部关于印发水库感知设备管理办法(修订本)的通知',
    '水库感知设备管理办法（2026年修订本）',
    '水库感知设备管理办法（试行）（2026年第二次修正文本）',
  ])('%s', (title) => expect(typeOf(title)).toBe('measures'));

  test('and a law with brackets stays one', () => expect(typeOf('水库法（2026年修正文本）')).toBe('law'));
});

describe('a column for interpretations', () => {
  const column = '<meta name="ColumnName" content="政策解读">';
  test('makes none of a feature about something else', () => {
    const feature = paragraphs(
      '四月五日，第三届云川风筝节在河滩公园开幕，上万名市民放飞各式风筝。',
      '“今年的龙形风筝有一百米长。”参赛者说，他为此准备了半年。',
      '活动还设有小吃集市和民俗表演，吸引了周边游客。',
    );
    expect(typeOf('春风起，云川万人放飞巨鸢', feature, column)).toBe('news');
  });

  test('makes one of a text about an act', () => {
    const about = paragraphs('《云川市算力券管理办法》已于日前公布，现将有关内容说明如下。', '算力券面向中小企业发放，按实际用量兑付。');
    expect(typeOf('算力券发给谁', about, column)).toBe('interpretation');
  });
});

describe('recruitment', () => {
  test.each(['云川市数据局2026年公开招聘工作人员公告', '云川市智算中心2026年招聘简章', '云川县2026年选调工作人员启事（第二批）'])(
    '%s is an announcement, and in force from no day',
    (title) => {
      const text = paragraphs(
        '因工作需要，面向社会公开招聘工作人员5名，现将有关事项公布如下。',
        '聘用合同自2026年9月1日起生效，试用期三个月。',
      );
      const article = read(page(title, `<h1>${title}</h1><div>发布时间：2026-03-04</div><div class="TRS_Editor">${text}</div>`));
      expect(article.type).toBe('announcement');
      expect(article.status).not.toMatch(/in-force/);
    },
  );
});
