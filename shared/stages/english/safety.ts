import { wordLists } from '../../registry/glossary.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { secured } = expressionsOf(expressions.safety);

/** The 安全 of machines, food or works, which may hurt people, is safety; that of data, networks and states is security. */
const machines = new RegExp(oneOf(wordLists.machines));
/** English of a word with 安全 in a text, after what it follows there. Both are folded. */
export const renderSafety = (zh: string, en: string, text: string, before: string): string =>
  zh.startsWith('安全') && machines.test(text) && !secured.test(before) ? en.replace('Security', 'Safety') : en;
