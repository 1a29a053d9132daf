import type { Status } from '../../../model/vocabulary.ts';
import { foldScript } from '../../text/fold.ts';
import { anyVerb } from '../../text/words.ts';

const replaced = new RegExp(anyVerb('replace'));
const repealed = new RegExp(anyVerb('repeal'));
/** 未废止, 尚未失效; and 部分废止, of which the rest stays in force. */
const over = `(?:${anyVerb('repeal')}|${anyVerb('replace')}|${anyVerb('end')})`;
const notOver = new RegExp(`(?:未|没有)(?:被|予)?${over}`);
const partlyOver = new RegExp(`部分(?:条款|内容)?已?(?:被|予以)?${over}`);

/** What the validity field of a metadata table says (现行有效, 已废止, 尚未生效 …); undefined when it says nothing that is known. */
export function parseValidity(validity: string | undefined): Status | undefined {
  const plain = validity ? foldScript(validity).trim() : '';
  if (!plain) return undefined;
  if (notOver.test(plain)) return 'in-force';
  if (partlyOver.test(plain)) return undefined;
  if (/尚未|即将|未生效|未施行|未实施/.test(plain)) return 'not-yet-in-force';
  if (replaced.test(plain)) return 'superseded';
  if (repealed.test(plain)) return 'repealed';
  if (/失效|过期|无效|到期/.test(plain)) return 'expired';
  return /^(?:是|有效|现行|现行有效|生效|已修改|已修订|继续有效|已被修改)/.test(plain) ? 'in-force' : undefined;
}

const label =
  /(?:有效性|时效性?|效力|法规状态|文件状态|效力状态|时效状态|标准状态|状态)\s{0,4}[\]】]?\s{0,4}[:：]\s{0,4}([^\s，。；:：]{2,10})/;

/** The status that a label of a metadata line gives: 时效性：现行有效. `plain` is folded. 已修改 is no status of its own. */
export function readValidityLabel(plain: string): Status | undefined {
  const value = label.exec(plain)?.[1];
  return value === undefined || /^已(?:被)?修[改订]/.test(value) ? undefined : parseValidity(value);
}
