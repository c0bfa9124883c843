// Two comforts where JavaScript runs: a remembered light or dark page, and a link to copy beside each quotation.
const root = document.documentElement;
const toggle = document.querySelector("[data-theme-toggle]");
if (toggle) {
  const dark = () => root.dataset.theme === "dark" || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const name = () => { toggle.textContent = dark() ? toggle.dataset.light : toggle.dataset.dark; };
  toggle.hidden = false;
  name();
  toggle.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not remembered */ }
    name();
  });
}
const voices = document.querySelector("[data-copy]");
if (voices && navigator.clipboard) {
  for (const quote of voices.querySelectorAll("blockquote")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button voice__copy";
    button.textContent = voices.dataset.copy;
    button.setAttribute("aria-label", `${voices.dataset.copy}: ${quote.textContent.trim().slice(0, 60)}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(quote.querySelector("a").href);
      button.textContent = voices.dataset.copied;
      button.dataset.done = "";
      button.removeAttribute("aria-label");
    });
    quote.append(" ", button);
  }
}
