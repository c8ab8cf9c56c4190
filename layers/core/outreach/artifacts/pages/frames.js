
function heightOf(frame) {
  const page = frame.contentDocument;
  if (!page || !page.body) return null;
  for (const link of page.querySelectorAll("[href], [target]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  frame.style.height = "0";
  const across = page.documentElement.scrollWidth > frame.clientWidth ? 18 : 0;
  const height = Math.min(page.documentElement.scrollHeight, 20000) + across;
  frame.style.height = `${height}px`;
  return height;
}
