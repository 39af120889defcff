// What a page shows that a reader cannot use: run by the browser tests in every page, after axe.min.js.
// Arguments: which rules of axe (null: all), and how wide the window is.
const [only, width] = arguments;
const found = [];
const named = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160);
const sideways = document.scrollingElement.scrollWidth;
if (sideways > width) {
  const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
  found.push(`scrolls sideways: ${sideways} px, window ${width} px: ${wide.slice(0, 3).map(named).join(' | ')}`);
}
// What is cut off at the edge scrolls nothing, and is lost all the same. What scrolls within itself is told by its bar.
const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
// What is for ears only lies in a box of one point, and so does what is in it.
const unseen = (element) => element && ((getComputedStyle(element).overflow === 'hidden' && element.getBoundingClientRect().width <= 1) || unseen(element.parentElement));
for (const one of document.querySelectorAll('main *, header *, footer *')) {
  const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const box = one.getBoundingClientRect();
  if (says && box.height > 0 && box.right > width + 1 && !scrolls(one) && !unseen(one)) {
    found.push(`cut off at the edge: ${Math.round(box.right)} px of ${width}: ${named(one)}`);
  }
}
// What is pressed is as high as a finger is broad; links in lists and text are axe's to judge (target-size: 24 px).
for (const one of document.querySelectorAll('button, select, textarea, summary, input:not([type=hidden]):not([type=radio]):not([type=checkbox])')) {
  const box = one.getBoundingClientRect();
  if (box.height > 0 && (box.height < 44 || box.width < 44)) {
    found.push(`smaller than 44 px: ${Math.round(box.width)} x ${Math.round(box.height)}: ${named(one)}`);
  }
}
const options = { resultTypes: ['violations'], preload: false, rules: { 'target-size': { enabled: true } } };
if (only) {
  options.runOnly = { type: 'rule', values: only };
  delete options.rules;
}
return axe.run(document, options).then((result) => {
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      const why = node.failureSummary.split('\n').slice(1).map((line) => line.trim()).join(' ');
      found.push(`axe ${violation.impact} ${violation.id}: ${node.html.replace(/\s+/g, ' ').slice(0, 160)} (${why})`);
    }
  }
  return found;
});
