// Everything that comes from the data is written with textContent, or drawn on the canvas: never read as HTML.
const $ = (id) => document.getElementById(id);
const make = (tag, text = "", className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ`]/g, "'").replace(/œ/gi, "oe").replace(/\s+/g, " ").trim().toLowerCase();
const plural = (count, noun) => `${count} ${count > 1 ? noun.replace(/\p{L}+/gu, "$&s") : noun}`;

const island = $("donnees");
const data = island ? JSON.parse(island.textContent) : { nodes: [], edges: [], details: {} };
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const rows = [...document.querySelectorAll("#relations tbody tr")];
rows.forEach((row) => { row.folded = fold(row.textContent); });
data.nodes.forEach((node) => { node.folded = fold(data.details[node.id].search); });
const state = { kinds: new Set(), ties: new Set(), query: "", found: [], at: -1, chosen: null, route: [], cursor: null };

// Drawing
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
let nodes, edges, network, printing = false;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const shown = (node) => !state.kinds.has(node.kind);
const visible = (edge) => !state.ties.has(edge.tie) && shown(byId.get(edge.from)) && shown(byId.get(edge.to));
const lit = (node) => {
  if (state.route.length) return state.route.includes(node.id);
  if (state.chosen) return node.id === state.chosen || data.details[state.chosen].near.some(([id]) => id === node.id);
  return !state.query || state.found.includes(node.id);
};

function dressed(node) {
  const palette = { card: color("box"), line: color("box-line"), ink: color("ink"), soft: color("soft"), paper: color("card") };
  const on = lit(node), hollow = node.kind === "non-nomme", boxed = node.shape === "box", action = boxed && node.fill === "none";
  const chosen = node.id === state.chosen || node.id === state.cursor || state.route.includes(node.id) || (state.query && !state.chosen && state.found.includes(node.id));
  const background = action ? palette.card : hollow ? palette.paper : node.fill;
  const border = chosen ? color("accent") : !on ? `${palette.soft}33` : action ? palette.line : hollow ? palette.soft : color("ring");
  const same = { background, border };
  return {
    ...node, hidden: !shown(node), opacity: on ? 1 : 0.15, borderWidth: chosen ? 3 : boxed ? 1 : 1.5, borderWidthSelected: chosen ? 3 : 1.5,
    color: { ...same, highlight: same, hover: { background, border: color("accent") } },
    margin: boxed ? { top: 6, bottom: 6, left: 8, right: 8 } : undefined, labelHighlightBold: false,
    font: { color: on ? (hollow ? palette.soft : boxed && !action ? "#1b2420" : palette.ink) : `${palette.soft}44`, strokeWidth: boxed ? 0 : 4, strokeColor: on ? palette.paper : "transparent" },
    shapeProperties: { borderDashes: hollow ? [4, 3] : false, borderRadius: 5 },
  };
}

const dashes = { dashed: [5, 4], dotted: [1, 5] };

function traced(edge) {
  const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
  const [one, other] = [state.route.indexOf(edge.from), state.route.indexOf(edge.to)];
  const touched = state.route.length ? one >= 0 && other >= 0 && Math.abs(one - other) === 1 : edge.from === state.chosen || edge.to === state.chosen;
  const on = state.chosen || state.route.length ? touched : !state.query || (lit(from) || lit(to));
  const hue = touched ? color("tie-strong") : color("tie");
  return {
    ...edge, hidden: !visible(edge), dashes: dashes[edge.line] ?? false,
    width: (edge.line === "double" ? 2.2 : 1) * Math.sqrt(edge.weight) * (touched ? 1.3 : 1) + (touched && state.route.length ? 2 : 0),
    color: { color: hue, hover: color("tie-strong"), highlight: hue, opacity: on ? 0.8 : 0.08 },
  };
}

function redraw() {
  if (!network) return;
  nodes.update(data.nodes.map(dressed));
  edges.update(data.edges.map(traced));
}

const motion = () => (calm.matches || printing ? false : { duration: 350, easingFunction: "easeInOutQuad" });

function bounds(ids) {
  const boxes = ids.map((id) => network.getBoundingBox(id)), all = (side) => boxes.map((box) => box[side]);
  return { left: Math.min(...all("left")), top: Math.min(...all("top")), right: Math.max(...all("right")), bottom: Math.max(...all("bottom")) };
}

// Fit some nodes into the view, without the wide margins of vis-network's own fit; never so small that nothing is read.
function fit(ids, { least = 0, most = 1.2, around = null, animation = false } = {}) {
  const { left, top, right, bottom } = bounds(ids), edge = 12;
  const [width, height] = [$("reseau").clientWidth - 2 * edge, $("reseau").clientHeight - 2 * edge];
  const scale = Math.max(least, Math.min(most, width / (right - left), height / (bottom - top)));
  const centre = around ? network.getPosition(around) : { x: (left + right) / 2, y: (top + bottom) / 2 };
  const within = (value, low, high, half) => (high - low <= 2 * half ? (low + high) / 2 : Math.min(Math.max(value, low + half), high - half));
  const all = bounds(data.nodes.map((node) => node.id));
  const position = { x: within(centre.x, all.left, all.right, width / scale / 2), y: within(centre.y, all.top, all.bottom, height / scale / 2) };
  network.moveTo({ position, scale, animation });
}

// On a narrow screen the whole would be too small to read: open around the busiest thing instead.
function open({ whole = false } = {}) {
  const ids = data.nodes.map((node) => node.id);
  const busiest = ids.reduce((best, id) => (data.details[id].near.length > data.details[best].near.length ? id : best));
  fit(ids, whole || $("reseau").clientWidth > 600 ? {} : { least: 0.75, around: busiest });
}

function draw() {
  nodes = new vis.DataSet(data.nodes.map(dressed));
  edges = new vis.DataSet(data.edges.map(traced));
  network = new vis.Network($("reseau"), { nodes, edges }, JSON.parse(data.options));
  network.on("click", (event) => choose(event.nodes[0] ?? null));
  network.on("hoverNode", (event) => { $("reseau").style.cursor = "pointer"; card(event.node, event.pointer.DOM); });
  network.on("blurNode", () => { $("reseau").style.cursor = ""; card(null); });
  network.on("hoverEdge", (event) => { if ($("carte").hidden) cardOfTie(event.edge, event.pointer.DOM); });
  for (const event of ["blurEdge", "zoom", "dragStart"]) network.on(event, () => card(null));
  // The drawing itself is the stop of the keyboard, not the frame that the library puts in it.
  $("reseau").firstElementChild.tabIndex = -1;
  network.redraw(); // labels are measured as they are drawn
  open();
  $("zoom").addEventListener("click", (event) => {
    const factor = Number(event.target.dataset.zoom);
    if (factor) network.moveTo({ scale: network.getScale() * factor, animation: motion() });
    else open({ whole: true });
  });
  dark.addEventListener("change", redraw);
  const print = (on) => {
    printing = on;
    document.documentElement.classList.toggle("printing", on);
    redraw();
    network.redraw();
    if (on) open({ whole: true });
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
}
