import { SourceError } from '../../model/errors.ts';
import { parseDom } from '../article/dom.ts';
import { refuseEmpty, refuseNoDocument } from '../article/refusal.ts';
import { precheck } from '../precheck.ts';
import { textOf, treeOf } from './tree.ts';

/**
 * What a failure to find a list really is: a captcha, a challenge or a login in place of the list is `refused`, a soft 404 says so.
 * Gives the error to throw.
 */
export function explainFailure(error: unknown, text: string, url: string): unknown {
  if (!(error instanceof SourceError) || error.trouble !== 'unrecognised' || !/^\s{0,200}</.test(text)) return error;
  try {
    precheck(text, url);
    const visible = treeOf(text)
      .root()
      .toArray()
      .map((root) => textOf(root))
      .join(' ');
    const dom = parseDom(text);
    const size = { chars: Math.min(visible.length, 1), known: false, images: 1 };
    refuseNoDocument(dom, text, url, visible, size);
    refuseEmpty(dom, url, visible, size);
  } catch (better) {
    return better instanceof SourceError ? better : error;
  }
  return error;
}
