
const leads = [...document.querySelectorAll(".lead")];
const list = document.querySelector(".leads");
const beside = matchMedia("(min-width: 1360px)");
let shown = null;
function fit(frame) {
  const pane = frame.parentElement;
  if (!pane.parentElement.clientWidth) return;
  const height = heightOf(frame);
  if (height === null) return;
  const scale = Math.min(1, (pane.parentElement.clientWidth - 2) / frame.width);
  frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  pane.style.width = `${Math.floor(frame.width * scale) + 2}px`;
  pane.style.height = `${Math.ceil(height * scale) + 2}px`;
  pane.style.overflow = "hidden";
}
function fitAll() {
  for (const frame of shown.querySelectorAll("iframe")) fit(frame);
}
function show() {
  const wanted = document.getElementById(location.hash.slice(1));
  const before = shown;
  shown = (wanted && wanted.closest(".lead")) || before || leads[0];
  for (const lead of leads) lead.hidden = lead !== shown;
  for (const link of list.querySelectorAll("a")) {
    if (link.hash === `#${shown.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  list.querySelector(".current").textContent = shown.querySelector("h2").textContent;
  if (before !== shown) fitAll();
  if (!wanted) return;
  if (wanted === shown) {
    if (!beside.matches) list.open = false;
    shown.querySelector("h2").focus({ preventScroll: true });
  }
  wanted.scrollIntoView();
}
function arrange() {
  list.open = beside.matches;
  if (shown) fitAll();
}
if (leads.length) {
  list.querySelector(".count").textContent = leads.length === 1 ? "1 lead" : `${leads.length} leads`;
  for (const frame of document.querySelectorAll("iframe")) frame.addEventListener("load", () => fit(frame));
  addEventListener("hashchange", show);
  addEventListener("resize", () => fitAll());
  beside.addEventListener("change", arrange);
  arrange();
  show();
}
