// What script only makes quicker: nothing owed depends on it.
document.addEventListener("keydown", (event) => {
  const form = event.target.form;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) form.requestSubmit();
});

// One submission for one press, however often a slow line makes people press.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// What a screen reader hears of a cell of the board, a mouse sees.
document.addEventListener("mouseover", (event) => {
  const link = event.target.closest?.(".cell a");
  if (link && !link.title) link.title = link.getAttribute("aria-label");
});

// A list that filters while one types: the same page is asked for, its list put in place.
document.querySelectorAll("form[data-live]").forEach((form) => {
  let waiting, asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked, query = new URLSearchParams(new FormData(form));
      const reply = await fetch(form.action + "?" + query).catch(() => null);
      if (!reply?.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await reply.text(), "text/html"), list = form.dataset.live;
      document.querySelector(list).replaceWith(page.querySelector(list));
      document.querySelector(".lead-line").replaceWith(page.querySelector(".lead-line"));
      history.replaceState(null, "", form.action + "?" + query);
    }, 250);
  });
});

// "/" goes to the search box, unless one is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const box = document.getElementById("search");
  if (box) { event.preventDefault(); box.focus(); }
});

// How many notices are unread, told as it changes; without script the next page tells it.
const notices = document.querySelector("a.notices");
if (notices && window.EventSource) {
  const stream = new EventSource("/notices/stream");
  stream.onmessage = (event) => {
    let badge = notices.querySelector(".count");
    if (!badge) notices.append(badge = Object.assign(document.createElement("span"), { className: "count" }));
    badge.textContent = event.data;
    badge.hidden = event.data === "0";
  };
  window.addEventListener("pagehide", () => stream.close());
}
