// What has the focus: whether this name may stand on or beside it, where it leads, the head of its set, and whether it
// shows that it has the focus and lies in what is seen of the page.
const one = document.activeElement;
const box = one.getBoundingClientRect();
const style = getComputedStyle(one);
const naming = (one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
const texts = [one, ...(one.labels ?? []), ...naming].map((part) => part?.textContent ?? '');
// The button inside a field for a day has the focus of its own, which the browser marks.
const is_inside = one.type === 'date' && !one.matches(':focus-visible');
const is_marked = is_inside || one.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
return {
  is_page: one === document.body,
  may_be: [...texts, one.getAttribute('aria-label') ?? ''].join(' ').toLowerCase().includes(arguments[0].toLowerCase()),
  leads: one.getAttribute('href') ?? '',
  set: one.closest('fieldset')?.querySelector('legend')?.textContent.trim() ?? '',
  is_shown: is_marked && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  is_fold: one.localName === 'summary',
  shown: [one.matches(':focus-visible'), style.outline, box.top, box.bottom, innerHeight, box.left, box.right].join(' '),
  html: one.outerHTML.slice(0, 120),
};
