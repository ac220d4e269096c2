"use strict";
(() => {
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const findings = all(".finding");
  const form = document.querySelector(".filters");
  const dialog = document.getElementById("zoom");

  // Filters: severity, section or statement, words. Without this script everything is simply shown.
  const texts = new Map();
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase().replace(/[\s,]/g, ""));
    return texts.get(finding);
  };
  const filter = () => {
    const severities = new Set(all("input[name=severity]:checked", form).map((box) => box.value));
    const group = form.elements.group.value;
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean).map((w) => w.replace(/,/g, ""));
    let shown = 0;
    for (const finding of findings) {
      const fits =
        severities.has(finding.dataset.severity) &&
        (!group || finding.dataset.group === group) &&
        words.every((word) => textOf(finding).includes(word));
      finding.hidden = !fits;
      if (fits) shown += 1;
    }
    const output = form.querySelector("output");
    output.textContent = shown
      ? output.dataset.template.replace("{shown}", shown).replace("{total}", output.dataset.total)
      : output.dataset.empty;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const [name, open] of [["open", true], ["close", false]]) {
      form.elements[name].addEventListener("click", () => {
        for (const finding of findings) finding.open = open;
      });
    }
    filter();
  }

  // A link to a finding opens it, and shows it even if a filter hides it.
  const show = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!target || !target.classList.contains("finding")) return;
    target.open = true;
    if (target.hidden && form) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", show);
  show();

  // Copying the address of a finding; a page opened from a folder may not be allowed to, then the link just leads there.
  for (const link of all("[data-copy]")) {
    link.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.href);
        document.getElementById("said").textContent = dialog.dataset.copied;
        const old = link.textContent;
        link.textContent = dialog.dataset.copied;
        setTimeout(() => (link.textContent = old), 1500);
      } catch {
        return;
      }
    });
  }

  // A picture, large.
  const large = dialog.querySelector(".large");
  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => {
      const copy = button.querySelector(".wide").cloneNode(true);
      large.replaceChildren(copy);
      dialog.showModal();
      const mark = copy.querySelector("rect.m-root, rect.m-related, rect.m-alternative");
      if (mark) mark.scrollIntoView({ block: "center", inline: "center" });
    });
  }
  dialog.querySelector(".shut").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => large.replaceChildren());

  // On paper everything is shown; afterwards all is as it was.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const details of folded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
