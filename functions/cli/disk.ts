/** Messages of file systems, and SQLite when nothing more can be written. */
const full = /ENOSPC|EDQUOT|EFBIG|no space left|file too large|quota exceeded|disk is full|disk I\/O error/i;

/** Whether an error, or its cause, is a full disk. */
export function isDiskFull(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 8; each = each.cause, depth += 1) {
    const code = 'code' in each ? String(each.code) : '';
    if (full.test(`${each.name} ${code} ${each.message}`)) return true;
  }
  return false;
}

export const diskAdvice = 'the disk is full, or a file may not grow any more; make room and run it again: nothing that was stored is lost';
