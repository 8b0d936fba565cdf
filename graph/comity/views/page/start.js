'use strict';
// The page's data, what is shown of it, and the small tools that the other parts share. No data ever becomes markup.
const read = id => JSON.parse(document.getElementById(id).textContent);
const at = id => document.getElementById(id);
const NODES = read('nodes'), LINES = read('edges'), DATA = read('data'), OPTIONS = JSON.parse(read('options'));
const FACTS = DATA.facts, NODE = new Map(NODES.map(n => [n.id, n])), LINE = new Map(LINES.map(l => [l.id, l]));
const KIND = new Map(DATA.looks.kinds.map(k => [k.id, k])), TONE = new Map(DATA.looks.tones.map(t => [t.id, t]));
const STATE = new Map(DATA.looks.states.map(s => [s.id, s])), ARTICLE = new Map(DATA.articles.map(a => [a.id, a]));
const FACT = new Map(FACTS.map((f, i) => [f.id, i]));
const shown = {kinds: new Set(), tones: new Set(), states: new Set(), from: 0, to: 0, keep: true, only: false,
  community: false, dark: false, node: null, line: null};
const theme = () => shown.dark ? 1 : 0;
const ground = () => DATA.ground[theme()];
const plural = (n, one, many) => n.toLocaleString('en') + ' ' + (n === 1 ? one : many || one + 's');

function el(tag, options, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(options || {})) {
    if (key === 'on') for (const [name, act] of Object.entries(value)) made.addEventListener(name, act);
    else if (key === 'class') made.className = value;
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  for (const child of children.flat()) if (child !== null && child !== '') made.append(child);
  return made;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const POLYGON = {
  square: '3,3 15,3 15,15 3,15', diamond: '9,1 17,9 9,17 1,9', triangle: '9,2 17,16 1,16', triangleDown: '1,2 17,2 9,16',
  hexagon: '5,2 13,2 17,9 13,16 5,16 1,9', star: '9,1 11.2,6.6 17.2,7 12.6,10.8 14.1,16.6 9,13.4 3.9,16.6 5.4,10.8 .8,7 6.8,6.6',
  custom: '6,2 12,2 12,6 16,6 16,12 12,12 12,16 6,16 6,12 2,12 2,6 6,6'
};
function symbol(kind) {
  const fill = KIND.get(kind).colours[theme()], shape = KIND.get(kind).shape;
  const drawn = shape === 'dot' ? svg('circle', {cx: 9, cy: 9, r: 7, fill}) : svg('polygon', {points: POLYGON[shape], fill});
  return svg('svg', {width: 16, height: 16, viewBox: '0 0 18 18', 'aria-hidden': 'true'}, drawn);
}
function stroke(tone, dashes) {
  const colour = TONE.get(tone).colours[theme()], end = TONE.get(tone).end;
  const line = svg('line', {x1: 1, y1: 6, x2: end === 'arrow' ? 22 : 27, y2: 6, stroke: colour, 'stroke-width': end ? 2.4 : 1.4});
  if (dashes.length) line.setAttribute('stroke-dasharray', dashes.map(d => d * .55).join(' '));
  const parts = [line];
  if (end === 'arrow') parts.push(svg('polygon', {points: '28,6 20,2 20,10', fill: colour}));
  if (end === 'bar') parts.push(svg('line', {x1: 26, y1: 1, x2: 26, y2: 11, stroke: colour, 'stroke-width': 3}));
  return svg('svg', {width: 28, height: 12, viewBox: '0 0 28 12', 'aria-hidden': 'true'}, ...parts);
}

// Months (or, when they are many, years) in which dated events begin; one step of the time slider each.
const byMonth = new Set(FACTS.map(f => f.sort.slice(0, 7)).filter(Boolean)).size <= 48;
const step = f => f.sort.slice(0, byMonth ? 7 : 4);
const STEPS = [...new Set(FACTS.map(step).filter(Boolean))].sort();
shown.to = Math.max(0, STEPS.length - 1);

function inTime(fact) {
  if (!step(fact)) return shown.keep;
  const at = STEPS.indexOf(step(fact));
  return shown.from <= at && at <= shown.to;
}
const factShown = i => inTime(FACTS[i]) && !shown.states.has(FACTS[i].state);

const LINES_OF = new Map(NODES.map(n => [n.id, []])), FACTS_OF = new Map(NODES.map(n => [n.id, new Set()]));
for (const line of LINES) for (const end of [line.from, line.to]) {
  LINES_OF.get(end).push(line);
  for (const fact of line.facts) FACTS_OF.get(end).add(fact);
}
FACTS.forEach((fact, i) => {
  for (const id of [fact.id, ...fact.subjects, ...fact.objects]) if (FACTS_OF.has(id)) FACTS_OF.get(id).add(i);
});
const otherEnd = (line, id) => line.from === id ? line.to : line.from;
function near() {
  const close = new Set();
  if (shown.node) { close.add(shown.node); for (const l of LINES_OF.get(shown.node)) if (lineShown(l)) close.add(otherEnd(l, shown.node)); }
  if (shown.line) { const l = LINE.get(shown.line); close.add(l.from); close.add(l.to); }
  return close;
}
const kindShown = id => !shown.kinds.has(NODE.get(id).kind);
function nodeFits(id) {
  if (!kindShown(id)) return false;
  const node = NODE.get(id);
  if (node.kind === 'event') return factShown(FACT.get(id));
  return [...FACTS_OF.get(id)].some(factShown);
}
const lineShown = l => !shown.tones.has(l.tone) && !shown.states.has(l.state) && nodeFits(l.from) && nodeFits(l.to) && l.facts.some(factShown);
