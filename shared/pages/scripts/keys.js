// @ts-check
// Keys for who reads all day. A key presses what names it in `data-key`; j and k go through the documents of a list. Every page works without this file.
// They can be switched off (WCAG 2.1.4), and never act while somebody types.

const stored = 'hongtou-keys';
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('keys'));
const use = /** @type {HTMLInputElement | null} */ (document.getElementById('keys-on'));

/** Storage may be closed to a page; then the choice lasts for the page alone. */
function isOff() {
  try {
    return localStorage.getItem(stored) === 'off';
  } catch {
    return false;
  }
}

/** @param {boolean} on */
function keep(on) {
  try {
    if (on) localStorage.removeItem(stored);
    else localStorage.setItem(stored, 'off');
  } catch {}
}

/** @param {EventTarget | null} target Where the key was pressed. */
const isField = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('select, textarea, input:not([type=checkbox], [type=radio])'));

/** @param {number} step To the next document of a list, or the one before. */
function walk(step) {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('main .item h3 a, main .row :is(h3, h4) a')]);
  const here = document.activeElement?.closest('.item, .row');
  const at = here ? links.findIndex((link) => here.contains(link)) : step > 0 ? -1 : 0;
  const next = links[at + step];
  next?.focus();
  next?.closest('.item, .row')?.scrollIntoView({ block: 'nearest' });
}

/** @param {string} key Presses what names this key; a field to type in is entered. */
function press(key) {
  const named = /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(key)}"]`));
  if (named instanceof HTMLInputElement && isField(named)) named.select();
  else named?.click();
  return named !== null;
}

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !use?.checked || dialog?.open || isField(target)) return;
  if (key === 'j' || key === 'k') walk(key === 'j' ? 1 : -1);
  else if (key.length !== 1 || !press(key)) return;
  event.preventDefault();
});

const button = document.getElementById('keys-open');
if (use && button && dialog) {
  use.checked = !isOff();
  use.addEventListener('change', () => keep(use.checked));
  button.hidden = false;
  button.addEventListener('click', () => dialog.showModal());
}

// A picture wider than the page is shown where the text in question stands.
const asked = document.querySelector('.picture [aria-current]');
const frame = asked?.closest('.scroll');
if (asked && frame) {
  const [box, around] = [asked.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += box.left + box.width / 2 - around.left - around.width / 2;
}
