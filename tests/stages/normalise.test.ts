import { describe, expect, test } from 'vitest';
import { normaliseText } from '../../shared/stages/text/normalise.ts';

describe('a text is normalised once', () => {
  test.each([
    ['落(luò)实《港口方（fāng）案》', '落实《港口方案》'],
    ['为落(luo)实《港口方案》', '为落实《港口方案》'],
    ['⽂件由市⼈⺠政府印发', '文件由市人民政府印发'],
    ['水 利 部 气 象 局 2026年5月8日', '水利部气象局 2026年5月8日'],
    ['局 长 罗 某', '局长 罗某'],
    ['应\u200b急，，管理。。', '应急，管理。'],
    ['印发《智慧\n港口方案》，\n并组织实施\n。', '印发《智慧\n港口方案》，并组织实施。'],
    ['各单位应当于每 — 12 — 年年底前报送。', '各单位应当于每年年底前报送。'],
  ])('%s', (original, text) => {
    expect(normaliseText(original).text).toBe(text);
  });

  test.each([
    '人工智能(ai)技术',
    '姓 名',
    '甲政发〔2026〕3号 来 源：县网',
    '（盖章） 年 月 日',
    '省 市',
    '本办法由县数据局(下称我局)解释。',
    '第一条\n为了规范',
    '圆周率(pi)取值',
    '2026年5月8日 — 12月31日',
    '应用(app)备案',
  ])('stays as it is: %s', (text) => {
    expect(normaliseText(text).text).toBe(text);
  });

  test('each place leads back to the original', () => {
    const original = '云(yun)川省，，水 利 厅，印发⽅案';
    const { text, at, quote } = normaliseText(original);
    expect(text).toBe('云川省，水利厅，印发方案');
    expect([...text].map((_, place) => original.charAt(at(place))).join('')).toBe('云川省，水利厅，印发⽅案');
    expect(quote(0, 3)).toBe('云(yun)川省');
    expect(quote(4, 7)).toBe('水 利 厅');
    expect(quote(10, 12)).toBe('⽅案');
    expect(quote(3, 3)).toBe('');
  });
});
