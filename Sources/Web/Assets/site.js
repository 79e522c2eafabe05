// Improves pages that already work without it: a character counter, showing only the choices that fit, local times.
(function () {
  "use strict";

  // A link counts as one character, as on the server.
  var link = /https?:\/\/[^\s<>"]+/gi;
  function length(text) { return Array.from(text.replace(/\r\n/g, "\n").trim().replace(link, "x")).length; }

  document.querySelectorAll("textarea[data-limit]").forEach(function (area) {
    var limit = Number(area.dataset.limit);
    var counter = document.getElementById(area.dataset.counter);
    var spoken = document.getElementById(area.dataset.counter + "-spoken");
    if (!counter) { return; }
    var timer;
    function update() {
      var left = limit - length(area.value);
      counter.textContent = left >= 0 ? left + (left === 1 ? " character left" : " characters left")
        : -left + (left === -1 ? " character too many" : " characters too many");
      counter.classList.toggle("over", left < 0);
      counter.hidden = false;
      clearTimeout(timer);
      if (spoken && left <= 20) { timer = setTimeout(function () { spoken.textContent = counter.textContent; }, 900); }
    }
    area.addEventListener("input", update);
    update();
  });

  // <fieldset data-shown-when="name=value|value"> appears only while that radio value is chosen.
  var groups = Array.from(document.querySelectorAll("[data-shown-when]")).map(function (element) {
    var parts = element.dataset.shownWhen.split("=");
    return { element: element, name: parts[0], values: parts[1].split("|") };
  });
  function reveal() {
    groups.forEach(function (group) {
      var form = group.element.closest("form") || document;
      var chosen = form.querySelector('input[name="' + group.name + '"]:checked');
      var fits = Boolean(chosen) && group.values.indexOf(chosen.value) >= 0;
      group.element.hidden = !fits;
      if (group.element.tagName === "FIELDSET") { group.element.disabled = !fits; }
    });
    document.querySelectorAll("[data-hidden-when-chosen]").forEach(function (element) {
      element.hidden = Boolean(document.querySelector('input[name="' + element.dataset.hiddenWhenChosen + '"]:checked'));
    });
  }
  if (groups.length) { document.addEventListener("change", reveal); window.addEventListener("pageshow", reveal); reveal(); }

  // Times are sent in UTC. Relative words get the exact local time as a title; exact times are rewritten.
  var format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
  document.querySelectorAll("time[datetime]").forEach(function (element) {
    var date = new Date(element.getAttribute("datetime"));
    if (isNaN(date)) { return; }
    if (element.hasAttribute("data-exact")) { element.textContent = format.format(date); } else { element.title = format.format(date); }
  });

  // On a narrow screen the current tab may lie outside the visible part of its row.
  document.querySelectorAll(".tabs [aria-current], .subtabs [aria-current]").forEach(function (tab) {
    var row = tab.closest(".tabs, .subtabs");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  });

  // Bring the list of problems into view and read it out after a refused form.
  var errors = document.getElementById("errors");
  if (errors) { errors.focus(); }
})();
