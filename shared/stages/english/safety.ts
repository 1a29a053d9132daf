import { wordLists } from '../../registry/title-words.ts';
import { oneOf } from '../text/words.ts';

/** The 安全 of machines, food or works, which may hurt people, is safety; that of data, networks and states is security. */
const machines = new RegExp(oneOf(wordLists.machines));
const secured = /(?:出境|跨境|存储|传输|数据|网络|信息|隐私|国家|公共|密码|通信|云)$/;
/** English of a word with 安全 in a text, after what it follows there. Both are folded. */
export const renderSafety = (zh: string, en: string, text: string, before: string): string =>
  zh.startsWith('安全') && machines.test(text) && !secured.test(before) ? en.replace('Security', 'Safety') : en;
