// Details of one thing, and the walk from neighbour to neighbour
function choose(id, { move = false, focus = false } = {}) {
  state.chosen = id;
  state.route = [];
  state.cursor = null;
  if ($("carte")) card(null);
  if (network) {
    redraw();
    if (id) network.selectNodes([id], false);
    else network.unselectAll();
    if (id && move) fit([id, ...data.details[id].near.map(([near]) => near)], { least: 0.6, most: 1.1, around: id, animation: motion() });
  }
  if ($("panneau")) tell(id, focus);
  rows.forEach((row) => row.classList.toggle("chosen", id !== null && (row.dataset.target === id || row.dataset.source === id)));
  remember();
}

function neighbour([id, how, where]) {
  const item = make("li"), button = make("button");
  button.type = "button";
  button.dataset.node = id;
  button.append(make("bdi", data.details[id].label));
  item.append(button, make("span", how, "how"));
  if (where) item.append(make("span", `Écrit : ${where}`, "how where"));
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
  if (told.open) $("fiche").append(Object.assign(make("a", "Ouvrir ce groupe", "open"), { href: told.open, target: "_top" }));
  if (told.link) $("fiche").append(Object.assign(make("a", "Voir la fiche et ses sources"), { href: told.link, target: "_top" }));
  if (told.near.length) $("fiche").append(seeker(id), count, list);
  $("panneau").scrollTop = 0;
  if (focus) title.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-node]");
  if (button) choose(button.dataset.node, { move: true, focus: true });
});

// A name within a sentence is a button that breaks with its line, which a real one would not.
document.addEventListener("keydown", (event) => {
  if (event.target.matches(".named") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    event.target.click();
  }
});

// Legend
$("legende")?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const [set, key] = button.dataset.kind ? [state.kinds, button.dataset.kind] : [state.ties, button.dataset.tie];
  const pressed = set.delete(key) || !set.add(key);
  button.setAttribute("aria-pressed", String(pressed));
  search();
  if (state.route.length) choose(state.chosen);
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
  remember();
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
  $("q").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // in a frame of the site, where forms send nothing, the browser would complain
    step(event.shiftKey ? -1 : 1);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const on = event.target.closest("#fiche, #reseau, #q");
    if ($("carte") && !$("carte").hidden && event.target !== $("q")) { card(null); return; }
    if (state.route.length) { choose(state.chosen); return; }
    if (on && on.id === "fiche") $("q").focus();
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
