'use strict';
// The page's data, and the small tools that the other parts share. No data ever becomes markup.
const read = id => JSON.parse(document.getElementById(id).textContent);
const at = id => document.getElementById(id);
const NODES = read('nodes'), DATA = read('data'), OPTIONS = JSON.parse(read('options')), FACTS = DATA.facts;
const LOOKS = DATA.looks, NODE = new Map(NODES.map(n => [n.id, n])), FACT = new Map(FACTS.map((f, i) => [f.id, i]));
const KIND = new Map(LOOKS.kinds.map(k => [k.id, k])), TONE = new Map(LOOKS.tones.map(t => [t.id, t]));
const STATE = new Map(LOOKS.states.map(s => [s.id, s])), ARTICLE = new Map(DATA.articles.map(a => [a.id, a]));
const TIES = DATA.ties.map(([a, b, t, m, fact, words]) => ({from: NODES[a].id, to: NODES[b].id, tone: LOOKS.tones[t].id, mutual: m === 1, fact, words}));
const SERVER = document.documentElement.dataset.server !== undefined;
const plural = (n, one, many) => n.toLocaleString('en') + ' ' + (n === 1 ? one : many || one + 's');
const nameOf = id => NODE.has(id) ? NODE.get(id).label : DATA.names[id] || DATA.topics[id] || id;
const push = (map, key, value) => { if (map.has(key)) map.get(key).push(value); else map.set(key, [value]); };

// Who stands before the verb and who after it, so that no telling loses its direction.
function direct(fact) {
  const together = fact.joint && !fact.recipients.length && fact.actors.length > 1;
  fact.subjects = together ? fact.actors.slice(0, 1) : fact.actors;
  fact.objects = together ? fact.actors.slice(1) : fact.recipients;
  fact.arrow = !fact.objects.length ? '' : fact.joint ? '↔' : '→';
}
FACTS.forEach(direct);
const TIES_OF = new Map(NODES.map(n => [n.id, []])), FACTS_OF = new Map(NODES.map(n => [n.id, new Set()]));
for (const tie of TIES) for (const end of [tie.from, tie.to]) TIES_OF.get(end).push(tie);
const partsOf = fact => [fact.id, ...fact.actors, ...fact.recipients, ...fact.topics];
function gather() {
  for (const facts of FACTS_OF.values()) facts.clear();
  FACTS.forEach((fact, i) => { for (const id of partsOf(fact)) if (FACTS_OF.has(id)) FACTS_OF.get(id).add(i); });
}
gather();
const otherEnd = (link, id) => link.from === id ? link.to : link.from;

function el(tag, options, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(options || {})) {
    if (key === 'on') for (const [name, act] of Object.entries(value)) made.addEventListener(name, act);
    else if (key === 'class') made.className = value;
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  for (const child of children.flat(9)) if (child !== null && child !== undefined && child !== '') made.append(child);
  return made;
}
function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
const button = (text, act, options) => el('button', {type: 'button', on: {click: act}, ...options}, text);

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
