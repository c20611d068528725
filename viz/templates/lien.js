// The address keeps what is hidden, searched and chosen; it is read once, when the page opens.
const named = new Map(data.nodes.map((node) => [data.details[node.id].name, node.id]));
let restored = false;

function said() {
  const pairs = [...[...state.kinds].map((kind) => ["masque", kind]), ...[...state.ties].map((tie) => ["liens", tie])];
  if ($("q")?.value) pairs.push(["q", $("q").value]);
  if (state.chosen) pairs.push(["choix", data.details[state.chosen].name]);
  if (state.route.length) pairs.push(["vers", data.details[state.route.at(-1)].name]);
  return String(new URLSearchParams(pairs));
}

function remember() {
  if (!restored) return;
  const here = said();
  if (here !== location.hash.slice(1)) history.replaceState(null, "", `#${here}`);
  if ($("adresse")) $("adresse").hidden = true;
}

function restore() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const button of document.querySelectorAll("#legende button")) {
    const [set, key, name] = button.dataset.kind ? [state.kinds, button.dataset.kind, "masque"] : [state.ties, button.dataset.tie, "liens"];
    if (!asked.getAll(name).includes(key)) continue;
    set.add(key);
    button.setAttribute("aria-pressed", "false");
  }
  if ($("q")) {
    $("q").value = asked.get("q") ?? "";
    search();
    const [id, to] = [named.get(asked.get("choix")), named.get(asked.get("vers"))];
    if (id) choose(id, { move: true });
    if (id && to) trace(id, to, $("fiche").querySelector(".seek [aria-live]"));
  }
  restored = true;
}

function address() {
  const base = document.body.dataset.address, here = said();
  if (!base) return location.href.split("#")[0] + (here ? `#${here}` : "");
  return base + (here ? `${base.includes("?") ? "&" : "?"}${here}` : "");
}

$("copier")?.addEventListener("click", async () => {
  const field = $("adresse");
  field.value = address();
  field.hidden = false;
  field.select();
  const told = navigator.clipboard ? await navigator.clipboard.writeText(field.value).then(() => true, () => false) : false;
  $("copie").textContent = told || document.execCommand("copy") ? "Lien copié." : "Voici le lien, à copier.";
});

for (const part of ["recherche", "legende", "dessin", "panneau", "partage"]) if ($(part)) $(part).hidden = false;
if (island) {
  document.body.classList.add("drawn");
  draw();
}
restore();
