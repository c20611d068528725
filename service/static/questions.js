// The questions that speak of the words typed, as they are typed; without this, the button does it.
"use strict";
(() => {
  const field = document.getElementById("mots");
  const told = document.getElementById("compte");
  const none = document.getElementById("aucune");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const themes = [...document.querySelectorAll(".theme")].map((theme) => ({
    theme,
    link: document.querySelector(`.summary a[href="#${theme.getAttribute("aria-labelledby")}"]`),
    entries: [...theme.querySelectorAll(".catalogue > li")],
  }));
  for (const { theme, entries } of themes) {
    for (const entry of entries) entry.said = fold(`${entry.textContent} ${theme.querySelector("h2").textContent}`);
  }
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { theme, link, entries } of themes) {
      for (const entry of entries) entry.hidden = !words.every((word) => entry.said.includes(word));
      const left = entries.filter((entry) => !entry.hidden).length;
      theme.hidden = !left;
      if (link) link.parentElement.hidden = !left;
      found += left;
    }
    none.hidden = found > 0;
    told.textContent = found === 0 ? "Aucune question." : found === 1 ? "1 question." : `${found} questions.`;
  });
})();
