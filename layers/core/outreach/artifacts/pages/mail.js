
const frame = document.querySelector("iframe");
function fit() {
  const page = frame.contentDocument;
  if (!page || !page.body) return;
  for (const link of page.querySelectorAll("[href], [target]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  frame.style.height = "0";
  frame.style.height = `${Math.min(page.documentElement.scrollHeight, 20000) + 2}px`;
}
frame.addEventListener("load", fit);
addEventListener("resize", fit);
fit();
