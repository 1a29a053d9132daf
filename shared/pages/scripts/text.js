// @ts-check
// Of a text: remembers whether a reader wants evidence shaded, and copies the address of an article whose name is pressed. Box and links work without it.

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

document.addEventListener('click', ({ target }) => {
  const link = target instanceof HTMLAnchorElement && target.matches('.at') ? target : undefined;
  if (link)
    navigator.clipboard?.writeText(link.href).then(
      () => link.setAttribute('data-copied', ''),
      () => {},
    );
});
