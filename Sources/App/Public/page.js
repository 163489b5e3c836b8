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
