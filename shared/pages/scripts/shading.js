// @ts-check
// Remembers whether a reader wants evidence shaded in a text; the box itself works without this file.

const stored = 'hongtou-shading';
const box = /** @type {HTMLInputElement | null} */ (document.getElementById('shading'));

// Storage may be closed to a page; then the box counts for this page alone.
if (box) {
  try {
    box.checked = localStorage.getItem(stored) !== 'off';
  } catch {}
  box.addEventListener('change', () => {
    try {
      if (box.checked) localStorage.removeItem(stored);
      else localStorage.setItem(stored, 'off');
    } catch {}
  });
}
