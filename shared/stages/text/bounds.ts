/** Chinese words that bound the number behind them, as alternatives of an expression. 不得低于 bounds as 至少 does, 不超过 as 至多. */
const [over, under] = ['超过|超出|高于|多于|大于', '低于|少于|小于|短于'];
const not = '不[得应宜能可]?';

export const boundWords = {
  'at-least': `${not}(?:${under})|至少|最低|最少|最短|起码|下限|≥`,
  'at-most': `${not}(?:${over}|长于|超)|至多|最多|最高(?!人民|法院|检察)|最长|顶多|上限|≤`,
  over: `${over}|突破`,
  under,
  short: '不足|不满|未满|不到|未达到?',
  about: '大约|约',
} as const;
