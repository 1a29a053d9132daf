import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { addressed } = expressionsOf(expressions.maskedNames); /**
 * Names that hold words of the field without being about it: the National Energy Administration asks for no energy theme,
 * nor does a list of ministries at the end of a plan, or the schools and institutes to which a notice is sent.
 */
export const maskedNames: readonly string[] = [
  '评论文章',
  '“算力底座”',
  '“算力基座”',
  '“算力基石”',
  '数字人民币',
  '量子处理器',
  '比特处理器',
  'quantum processor',
  'quantum chip',
  '理论文章',
  '讨论文件',
  '智能客服查询',
  '智能客服咨询',
  '智能客服进行咨询',
  'AI智能咨询',
  '智能导诊',
  '国家能源局',
  '能源局',
  '农业农村部',
  '农业农村厅',
  '农业农村局',
  '智能体育',
  '智能体检',
  '智能体温',
  '智能体重',
  '智能体测',
  '智能体感',
  '工业机器人',
  '焊接机器人',
  '搬运机器人',
  '扫地机器人',
  '护理机器人',
  '芯片计时',
  '计时芯片',
  '生物芯片',
  '宠物芯片',
  '教育部',
  '教育厅',
  '教育局',
  '教育委员会',
  '教委',
  '国家数据局',
  '数据局',
  '大数据局',
  '数据管理局',
  '国家知识产权局',
  '知识产权局',
  '市场监管总局',
  '工业和信息化部',
  '高等学校、科研院所',
  '高等院校、科研院所',
  '高校、科研院所',
  '高校和科研院所',
  '有关高等学校',
  '有关高校',
  '各高等学校',
  '科研教学',
  '教学科研',
  '临床教学',
  '立法会',
  '运用智能技术',
  '智能技术困难',
  '身心健康',
  '健康发展',
  '新疆生产建设兵团',
  'Ministry of Education',
  'National Energy Administration',
  'National Data Administration',
  'National Data Bureau',
];

const furthest = 90;
const basis = /(?:根据|依据|依照|按照|落实|贯彻|遵照|执行|按|為貫徹|根據|依據)[^。；]{0,12}$|》(?:（[^）]{0,24}）)?[、和及]?$/;

/**
 * Marks in `covered` what stands inside 《…》 when the name is only cited: the basis of an act, and every title named after the
 * first `lead` characters. In the opening a news report names the act it is about, and that counts.
 */
export function maskCitations(text: string, lead: number, covered: Uint8Array): void {
  for (let open = text.indexOf('《'); open !== -1; open = text.indexOf('《', open + 1)) {
    const close = text.indexOf('》', open);
    if (close === -1) return;
    if (close - open > furthest) continue;
    if (open < lead && !basis.test(text.slice(Math.max(0, open - 30), open))) continue;
    covered.fill(1, open, close);
  }
}

/** Covers the line of addressees (各省、自治区、直辖市教育厅，新疆生产建设兵团教育局：): the notice is not about them. */
export function maskAddressees(text: string, covered: Uint8Array): void {
  let at = 0;
  for (let lines = 0; lines < 12 && at < text.length; lines += 1) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    const head = text.slice(at, Math.min(end, at + 400));
    // Copies without line ends: the list ends at its colon.
    const colon = head.search(/[:：]/);
    if (colon > 3 && !/[。；]/.test(head.slice(0, colon)) && addressed.test(head.slice(0, colon).trim())) covered.fill(1, at, at + colon);
    at = end + 1;
  }
}
