import { type Digest, sections } from '../../model/digest.ts';
import { renderTimeLeft } from '../words/days.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { headerLine } from '../words/escape.ts';
import { nearest } from './digest-brief.ts';
import { highlightHeadlines } from './digest-highlights.ts';

/** What a list of mails shows: what matters most, then what can be counted. */
export function subjectOf(digest: Digest, today: string, tongue: DigestLocale): string {
  const { say } = tongue;
  const { binding, drafts } = digest.sections;
  const added = digest.notInEarlierMail?.length ?? 0;
  const held = sections.reduce((sum, section) => sum + digest.sections[section].length, added);
  const closes = nearest(drafts, 'commentBy', today)?.dates.commentBy?.value;
  const words = closes && renderTimeLeft(closes, today, say);
  const left = words ? `${say(', ', '，')}${words}` : '';
  const [first] = highlightHeadlines(digest, today, tongue);
  const nothing = digest.outside ? say('nothing new by your choices', '没有符合您选择的新内容') : say('nothing new');
  const told = [
    first,
    binding.length > 0 && say(`${binding.length} binding ${binding.length === 1 ? 'text' : 'texts'}`, `约束性文件${binding.length}件`),
    drafts.length > 0 && say(`${drafts.length} ${drafts.length === 1 ? 'draft' : 'drafts'}${left}`, `征求意见${drafts.length}件${left}`),
    first === undefined &&
      binding.length + drafts.length === 0 &&
      (held > 0 ? say(`${held} ${held === 1 ? 'item' : 'items'}`, `${held}件`) : nothing),
    (first === undefined || digest.silence !== undefined) &&
      digest.unseen.length > 0 &&
      say(`${digest.unseen.length} source${digest.unseen.length === 1 ? '' : 's'} with problems`, `${digest.unseen.length}个来源异常`),
  ].filter(Boolean);
  return headerLine(`Hongtou 红头 ${digest.week}: ${told.join('; ')}`);
}
