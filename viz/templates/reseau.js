"use strict";
// Everything that comes from the data is written with textContent, or drawn on the canvas: never read as HTML.
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (tag, text = "", className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ`]/g, "'").replace(/œ/gi, "oe").replace(/\s+/g, " ").trim().toLowerCase();
  const plural = (count, noun) => `${count} ${noun}${count > 1 ? "s" : ""}`;

  const island = $("donnees");
  const data = island ? JSON.parse(island.textContent) : { nodes: [], edges: [], details: {} };
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const rows = [...document.querySelectorAll("#relations tbody tr")];
  rows.forEach((row) => { row.folded = fold(row.textContent); });
  data.nodes.forEach((node) => { node.folded = fold(data.details[node.id].search); });
  const state = { kinds: new Set(), ties: new Set(), query: "", found: [], at: -1, chosen: null };

  // Drawing
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let nodes, edges, network, printing = false;

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const shown = (node) => !state.kinds.has(node.kind);
  const lit = (node) => {
    if (state.chosen) return node.id === state.chosen || data.details[state.chosen].near.some(([id]) => id === node.id);
    return !state.query || state.found.includes(node.id);
  };

  function dressed(node) {
    const palette = { card: color("box"), line: color("box-line"), ink: color("ink"), soft: color("soft"), paper: color("card") };
    const on = lit(node), hollow = node.kind === "non-nomme", boxed = node.shape === "box", action = boxed && node.fill === "none";
    const chosen = node.id === state.chosen || (state.query && !state.chosen && state.found.includes(node.id));
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
    const touched = edge.from === state.chosen || edge.to === state.chosen;
    const on = state.chosen ? touched : !state.query || (lit(from) || lit(to));
    const hue = touched ? color("tie-strong") : color("tie");
    return {
      ...edge, hidden: state.ties.has(edge.tie) || !shown(from) || !shown(to), dashes: dashes[edge.line] ?? false,
      width: (edge.line === "double" ? 2.2 : 1) * Math.sqrt(edge.weight) * (touched ? 1.3 : 1), color: { color: hue, hover: color("tie-strong"), highlight: hue, opacity: on ? 0.8 : 0.08 },
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
    network.on("hoverNode", () => { $("reseau").style.cursor = "pointer"; });
    network.on("blurNode", () => { $("reseau").style.cursor = ""; });
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

  // Details of one thing, and the walk from neighbour to neighbour
  function choose(id, { move = false, focus = false } = {}) {
    state.chosen = id;
    if (network) {
      redraw();
      if (id) network.selectNodes([id], false);
      else network.unselectAll();
      if (id && move) fit([id, ...data.details[id].near.map(([near]) => near)], { least: 0.6, most: 1.1, around: id, animation: motion() });
    }
    if ($("panneau")) tell(id, focus);
    rows.forEach((row) => row.classList.toggle("chosen", id !== null && (row.dataset.target === id || row.dataset.source === id)));
  }

  function neighbour([id, how]) {
    const item = make("li"), button = make("button");
    button.type = "button";
    button.dataset.node = id;
    button.append(make("bdi", data.details[id].label));
    item.append(button, make("span", how, "how"));
    return item;
  }

  function tell(id, focus) {
    $("accueil").hidden = id !== null;
    $("fiche").hidden = id === null;
    $("panneau").classList.toggle("open", id !== null);
    if (id === null) return;
    const told = data.details[id], title = make("h2"), close = make("button", "Fermer", "close"), facts = make("dl"), list = make("ul", "", "links");
    title.tabIndex = -1;
    close.type = "button";
    close.addEventListener("click", () => { choose(null); $("q").focus(); });
    title.append(make("bdi", told.label), close);
    told.facts.forEach(([name, value]) => facts.append(make("dt", name), make("dd", value)));
    list.append(...told.near.map(neighbour));
    const count = make("h3", plural(told.near.length, "lien"));
    $("fiche").replaceChildren(title, facts);
    if (told.link) $("fiche").append(Object.assign(make("a", "Voir la fiche et ses sources"), { href: told.link, target: "_top" }));
    if (told.near.length) $("fiche").append(count, list);
    $("panneau").scrollTop = 0;
    if (focus) title.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-node]");
    if (button) choose(button.dataset.node, { move: true, focus: true });
  });

  // Legend
  $("legende")?.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const [set, key] = button.dataset.kind ? [state.kinds, button.dataset.kind] : [state.ties, button.dataset.tie];
    const pressed = set.delete(key) || !set.add(key);
    button.setAttribute("aria-pressed", String(pressed));
    search();
  });

  // Search
  function search() {
    state.query = fold($("q").value);
    state.found = state.query ? data.nodes.filter((node) => shown(node) && node.folded.includes(state.query)).map((node) => node.id) : [];
    state.at = -1;
    let left = 0;
    for (const row of rows) {
      const ends = [row.dataset.source, row.dataset.target].map((id) => byId.get(id)).filter(Boolean);
      row.hidden = !row.folded.includes(state.query) || state.ties.has(row.dataset.tie) || !ends.every(shown);
      left += row.hidden ? 0 : 1;
    }
    $("compte").textContent = plural(left, "ligne");
    $("trouves").textContent = state.query ? plural(island ? state.found.length : left, "résultat") : "";
    redraw();
  }

  function step(by) {
    if (!state.found.length) return;
    state.at = (state.at + by + state.found.length) % state.found.length;
    choose(state.found[state.at], { move: true });
    $("trouves").textContent = `${state.at + 1} sur ${state.found.length}`;
  }

  if ($("recherche")) {
    $("q").addEventListener("input", () => {
      choose(null);
      search();
      if (network && state.found.length) fit(state.found, { most: 1.1, animation: motion() });
      else if (network && !state.query) open();
    });
    $("recherche").addEventListener("submit", (event) => event.preventDefault());
    $("q").addEventListener("keydown", (event) => {
      if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      $("q").value = "";
      choose(null);
      search();
      if (network) open();
    });
  }

  // Table
  const table = document.querySelector("#relations table");
  const order = new Intl.Collator("fr", { numeric: true });
  table?.tHead.addEventListener("click", (event) => {
    const head = event.target.closest("th");
    if (!head || !event.target.closest("button")) return;
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const text = (row) => row.cells[head.cellIndex].textContent.trim();
    rows.sort((a, b) => order.compare(text(a), text(b)) * (down ? -1 : 1));
    table.tBodies[0].append(...rows);
  });
  table?.tBodies[0].addEventListener("click", (event) => {
    const row = event.target.closest("tr"), source = event.target.closest("td") && row.dataset.source;
    if (row && island) choose(source || row.dataset.target, { move: true });
  });

  for (const part of ["recherche", "legende", "dessin", "panneau"]) if ($(part)) $(part).hidden = false;
  if (island) {
    document.body.classList.add("drawn");
    draw();
  }
})();
