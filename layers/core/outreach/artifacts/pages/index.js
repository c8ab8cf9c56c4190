
const field = document.getElementById("wanted");
const leads = [...document.querySelectorAll(".lead")].map((lead) => [lead, lead.textContent.toLowerCase()]);
function show() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const [lead, text] of leads) {
    lead.hidden = !words.every((word) => text.includes(word));
    found += lead.hidden ? 0 : 1;
  }
  document.querySelector(".search output").value = words.length ? `${found} of ${leads.length}` : "";
  document.getElementById("none").hidden = found > 0;
  document.querySelector(".leads").hidden = found === 0;
}
if (leads.length > 1) {
  document.querySelector(".search").hidden = false;
  field.addEventListener("input", show);
  show();
}
