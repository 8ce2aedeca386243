// The filter of the statements, and statements that open when a link leads to them.
"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const rows = [...document.querySelectorAll("#claims tbody tr")];
  const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const words = document.getElementById("filter-words");
  const section = document.getElementById("filter-section");
  const parts = [...form.querySelectorAll("select[data-part]")];
  const count = document.getElementById("filter-count");

  const fits = (row) =>
    words.value.toLowerCase().split(/\s+/).every((word) => text.get(row).includes(word)) &&
    (!section.value || row.dataset.section === section.value) &&
    parts.every((part) => !part.value || row.dataset[part.dataset.part] === part.value);

  const apply = () => {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = shown === 1 ? "1 statement" : `${shown} statements`;
  };

  const open = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !text.has(row)) return;
    if (row.hidden) form.reset();
    row.querySelector("details").open = true;
    row.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A form is reset after its event.
  form.addEventListener("reset", () => setTimeout(apply));
  addEventListener("hashchange", open);
  open();
})();
