import type { Say } from './words.ts';

/** That much of a site is gone, and that this is said of none of its acts. */
export const awayWords = (pages: number, say: Say): string =>
  say(
    `The site moved or is down: ${pages} of its pages ${pages === 1 ? 'is' : 'are'} gone; no act of it is called withdrawn meanwhile.`,
    `网站迁移或停用：其中${pages}页已无法访问，期间不将其文件视为撤下。`,
  );
