
const PAGE = 50;
const FRAME = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";
const STATES = {
  sent: "sent", sent_proof: "would have gone", assumed_sent: "assumed to be sent: the response of SES never came",
  unknown: "unknown: the response of SES never came", retry: "to be tried again", skipped: "skipped", failed: "failed",
};
const ORDERS = { bounced: "a mail bounced for good", complained: "reported a mail as spam", replied: "replied", unsubscribed: "unsubscribed" };
const WRITTEN = new Set(["sent", "sent_proof", "assumed_sent"]);
const by = (id) => document.getElementById(id);

async function unpacked(id) {
  const bytes = Uint8Array.from(atob(by(id).textContent), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}
function made(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}
const packs = new Map();
async function mailOf(pack, place) {
  if (!packs.has(pack)) packs.set(pack, unpacked(`pack-${pack}`));
  const { pieces, mails } = await packs.get(pack);
  return mails[place].map((part, which) => {
    const numbers = Array.isArray(part) ? part : mails[0][which].map((piece, at) => part[at] ?? piece);
    return numbers.map((piece) => pieces[piece]).join("");
  });
}

function clock(zone) {
  const form = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  try {
    return [new Intl.DateTimeFormat("en-GB", { ...form, timeZone: zone || "UTC" }), zone || "UTC"];
  } catch {
    return [new Intl.DateTimeFormat("en-GB", { ...form, timeZone: "UTC" }), "UTC"];
  }
}
const [utc] = clock();

function report(data) {
  const { leads, shared, reasons, messages, fields } = data;
  const total = leads.id.length;
  const text = (number) => (number < 0 ? null : shared[number]);
  const when = (seconds) => new Date((data.began + seconds) * 1000);
  const because = (code) => reasons[code] ?? code;
  const places = new Map(leads.id.map((id, lead) => [id, lead]));
  const address = (lead) => leads.address[lead] || "(a person who was forgotten)";
  const mailsOf = (lead) => leads.mails[lead].map(([step, subject, at, file, problem, pack, place]) => ({ step, subject, at, file, problem, pack, place }));

  function standing(lead) {
    const state = text(leads.state[lead]);
    const reason = text(leads.reason[lead]);
    if (state === null) return "not in this run";
    if (state === "ended") return reason === null ? "ended" : because(reason);
    const next = messages[leads.step[lead]] ?? "the next mail";
    if (state === "due") return reason === null ? `waits for ${next}` : `waits for ${next}: ${because(reason)}`;
    return state === "sending" ? `is being sent ${next}` : `waits for SES's response about ${next}`;
  }
  function kindOf(lead) {
    const state = text(leads.state[lead]);
    const reason = text(leads.reason[lead]);
    if (state === "ended") return reason === null ? "ended" : because(reason);
    return state === null ? "not in this run" : "still in the sequence";
  }
  const lastMail = (lead) => Math.max(...leads.touches[lead].filter(([, state]) => WRITTEN.has(state)).map(([, , at]) => at));

  const searched = [];
  function fits(lead, words, kind) {
    if (kind && kindOf(lead) !== kind) return false;
    if (!words.length) return true;
    searched[lead] ??= [address(lead), leads.id[lead], ...leads.fields[lead].filter(Boolean), ...mailsOf(lead).map((mail) => mail.subject), standing(lead)].join("\n").toLowerCase();
    return words.every((word) => searched[lead].includes(word));
  }

  let found = [];
  let page = 0;
  function search() {
    const words = by("wanted").value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = by("became").value;
    found = [];
    for (let lead = 0; lead < total; lead += 1) if (fits(lead, words, kind)) found.push(lead);
    page = 0;
    show();
  }
  function row(lead) {
    const named = fields.map((_, at) => leads.fields[lead][at]).filter(Boolean).slice(0, 3).join(", ");
    const marks = leads.touches[lead].map(([step, state]) => {
      const written = WRITTEN.has(state);
      return made("span", { className: written ? "step" : "step not", title: `${messages[step] ?? step + 1}: ${STATES[state] ?? state}` }, String(step + 1),
        ...(written ? [] : [made("span", { className: "aside" }, " not sent")]));
    });
    const last = lastMail(lead);
    return made("tr", {},
      made("th", { scope: "row" }, made("a", { href: `#lead-${leads.id[lead]}` }, made("bdi", {}, address(lead))), made("span", { className: "small quiet block" }, made("bdi", {}, named))),
      made("td", { className: "marks" }, ...marks),
      made("td", {}, standing(lead)),
      made("td", { className: "small quiet" }, Number.isFinite(last) ? when(last).toISOString().slice(0, 16).replace("T", " ") : ""));
  }
  function show() {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(page, pages - 1);
    document.querySelector(".leads tbody").replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(row));
    by("found").value = found.length === total ? `${total.toLocaleString("en")} leads` : `${found.length.toLocaleString("en")} of ${total.toLocaleString("en")}`;
    by("page").textContent = `page ${page + 1} of ${pages.toLocaleString("en")}`;
    by("before").disabled = page === 0;
    by("after").disabled = page === pages - 1;
    document.querySelector(".pages").hidden = pages === 1;
    document.querySelector(".leads").hidden = found.length === 0;
    by("none").hidden = found.length > 0;
  }

  function events(lead) {
    const told = leads.touches[lead].map(([step, state, at, reason, detail]) => {
      const why = text(reason);
      const what = `${messages[step] ?? `step ${step + 1}`} ${STATES[state] ?? state}`;
      return [at, `${what}${why && !WRITTEN.has(state) ? `: ${because(why)}` : ""}${text(detail) ? ` (${text(detail)})` : ""}`];
    });
    for (const [reason, at] of leads.orders[lead]) told.push([at, ORDERS[text(reason)] ?? because(text(reason))]);
    return told.sort(([one], [other]) => one - other);
  }
  function foretold(lead, form) {
    return leads.spans[lead].map(([step, earliest, latest, causes]) => {
      const why = text(causes) ? ` (${text(causes)})` : "";
      return made("li", {}, made("span", { className: "quiet" }, messages[step] ?? `step ${step + 1}`),
        made("span", {}, `${form.formatRange(when(earliest), when(latest))}${why}`));
    });
  }
  function mailView(lead, mail, form) {
    const holder = made("section", { className: "mail" },
      made("h4", {}, made("span", { className: "step" }, String(mail.step + 1)), " ", made("bdi", {}, mail.subject || "(no subject)")),
      made("p", { className: "small quiet" }, `${messages[mail.step] ?? ""}${mail.at === null ? "" : `, ${form.format(when(mail.at))}`}, `, made("a", { href: `mails/${encodeURIComponent(mail.file)}.eml` }, `${mail.file}.eml`)));
    if (mail.problem) holder.append(made("p", { className: "problem" }, mail.problem));
    if (mail.pack === undefined) {
      holder.append(made("p", { className: "quiet" }, "This mail is not in this file. Open the .eml file."));
      return [holder, null];
    }
    const loaded = mailOf(mail.pack, mail.place).then(([sender, recipient, plain, html]) => new Promise((done) => {
      const frame = made("iframe", { title: `Mail ${mail.step + 1}: ${mail.subject}` });
      frame.setAttribute("sandbox", FRAME);
      frame.addEventListener("load", () => { heightOf(frame); done(); });
      frame.srcdoc = `<!doctype html><base target="_blank">${html}`;
      const source = made("pre", { tabIndex: 0 }, plain);
      source.dir = "auto";
      source.setAttribute("role", "region");
      source.setAttribute("aria-label", `Plain text of mail ${mail.step + 1}`);
      holder.append(made("p", { className: "small quiet" }, "From ", made("bdi", {}, sender), " to ", made("bdi", {}, recipient)), frame,
        made("details", { className: "small" }, made("summary", {}, "Plain text"), source));
    }));
    return [holder, loaded];
  }
  function tell(lead) {
    const [form, zone] = clock(text(leads.zone[lead]));
    by("story-name").replaceChildren(made("bdi", {}, address(lead)));
    const facts = made("dl", { className: "facts small" });
    fields.forEach((name, at) => {
      const value = leads.fields[lead][at];
      if (value) facts.append(made("div", {}, made("dt", {}, name), made("dd", {}, made("bdi", {}, value))));
    });
    const line = made("ol", { className: "events" }, ...events(lead).map(([at, what]) => made("li", {}, made("span", { className: "quiet" }, at === null ? "" : form.format(when(at))), made("span", {}, what))));
    const due = leads.due[lead];
    const views = mailsOf(lead).map((mail) => mailView(lead, mail, form));
    by("told").replaceChildren(facts,
      made("p", {}, made("strong", {}, text(leads.state[lead]) === "ended" ? `Ended: ${standing(lead)}` : standing(lead)), due === null ? "" : `, due ${form.format(when(due))}`),
      made("p", { className: "small quiet" }, `Times are in ${zone}.`), line,
      ...(leads.spans[lead].length ? [made("h4", {}, "The timetable said"), made("ol", { className: "events" }, ...foretold(lead, form))] : []),
      ...views.map(([view]) => view));
    const place = found.indexOf(lead);
    const order = place < 0 ? leads.id.map((_, at) => at) : found;
    const at = place < 0 ? lead : place;
    by("lead-place").textContent = `${(at + 1).toLocaleString("en")} of ${order.length.toLocaleString("en")}`;
    for (const [id, other] of [["lead-before", order[at - 1]], ["lead-after", order[at + 1]]]) {
      if (other === undefined) by(id).removeAttribute("href");
      else by(id).href = `#lead-${leads.id[other]}`;
    }
    return Promise.all(views.map(([, loaded]) => loaded));
  }
  let shown = null;
  function route() {
    const lead = places.get(decodeURIComponent(location.hash).replace(/^#lead-/, ""));
    const chosen = location.hash.startsWith("#lead-") && lead !== undefined;
    let loaded = null;
    by("list").hidden = chosen;
    by("story").hidden = !chosen;
    if (chosen) {
      loaded = tell(lead);
      by("leads").scrollIntoView();
      by("story-name").focus({ preventScroll: true });
    } else if (shown !== null && location.hash === "#leads") {
      const link = document.querySelector(`.leads a[href="#lead-${leads.id[shown]}"]`);
      if (link) link.focus();
    }
    shown = chosen ? lead : null;
    return loaded;
  }

  const kinds = new Map();
  for (let lead = 0; lead < total; lead += 1) kinds.set(kindOf(lead), (kinds.get(kindOf(lead)) ?? 0) + 1);
  by("became").append(made("option", { value: "" }, "everybody"),
    ...[...kinds].sort(([, one], [, other]) => other - one).map(([kind, count]) => made("option", { value: kind }, `${kind} (${count.toLocaleString("en")})`)));
  by("wanted").addEventListener("input", search);
  by("became").addEventListener("change", search);
  by("before").addEventListener("click", () => { page -= 1; show(); });
  by("after").addEventListener("click", () => { page += 1; show(); });
  addEventListener("hashchange", () => { ready = route(); });
  addEventListener("resize", () => document.querySelectorAll("#story iframe").forEach(heightOf));
  search();
  return route();
}
let ready = unpacked("table").then(report);
