import { SourceError } from '../../model/errors.ts';
import { parseDom } from '../article/dom.ts';
import { refusalIn, refuseNoDocument } from '../article/refusal.ts';
import { precheck } from '../precheck.ts';
import { textOf, treeOf } from './tree.ts';

/**
 * What a failure to find a list really is: a captcha, a challenge or a login in place of the list is `refused`, a soft 404 says so.
 * Gives the error to throw.
 */
export function explainFailure(error: unknown, text: string, url: string): unknown {
  if (!(error instanceof SourceError) || error.trouble !== 'unrecognised' || !/^[\s\ufeff]{0,200}</.test(text)) return error;
  try {
    precheck(text, url);
    const refusal = refusalIn(text, url);
    if (refusal) return refusal;
    const roots = treeOf(text).root().toArray();
    const visible = roots.map((root) => textOf(root)).join(' ');
    const size = { text: '', chars: Math.min(visible.length, 1), known: false, images: 1 };
    refuseNoDocument({ dom: parseDom(text), html: text, url, visible, labels: new Map() }, size);
  } catch (better) {
    return better instanceof SourceError ? better : error;
  }
  return error;
}
