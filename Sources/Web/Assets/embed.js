/*
 Shows notes that readers found helpful on pages of another site.

   <div data-commonground-url="https://example.org/articles/42"></div>
   <script src="https://notes.example/embed.js" data-commonground async></script>

 An empty <div data-commonground></div> uses the page's canonical address, or else its location.
 Without JavaScript nothing appears. Offer a plain link then:

   <noscript><a href="https://notes.example/search?q=https%3A%2F%2Fexample.org%2Farticles%2F42">Notes on this page</a></noscript>

 Under a Content-Security-Policy the host page allows the notes site in script-src and connect-src; no inline style or script
 is used and nothing received is interpreted as HTML.
*/
(function () {
  "use strict";
  var script = document.currentScript || document.querySelector("script[data-commonground]");
  if (!script || !script.src) { return; }
  var origin = new URL(script.src).origin;

  var css = ":host{all:initial;display:block;font:1rem/1.5 system-ui,sans-serif;color:#1c2530}" +
    "section{border:2px solid #17603c;border-radius:.75rem;background:#fffefb;overflow:hidden;margin:0 0 1rem}" +
    "h2{font-size:1rem;line-height:1.35;margin:0;padding:.6rem 1rem;background:#e0f0e5;color:#17603c}" +
    ".note{padding:.75rem 1rem 0}.note+.note{border-top:1px solid #d6d1c5}p{margin:0 0 .6rem;white-space:pre-line;overflow-wrap:anywhere}" +
    "ul{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 .6rem;padding:0;font-size:.88rem}li{background:#ece9e1;border-radius:1rem;padding:.05rem .6rem}" +
    ".meta{font-size:.88rem;color:#535d69}a{color:#0e5a5e}a:focus-visible{outline:3px solid #1f5fd0;outline-offset:2px}" +
    "@media(prefers-color-scheme:dark){:host{color:#e6e8e6}section{background:#1c2226;border-color:#86d5a5}h2{background:#1b3526;color:#86d5a5}" +
    ".note+.note{border-color:#384147}li{background:#262d32}.meta{color:#a9b2b6}a{color:#83cfcf}}";

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (className) { made.className = className; }
    return made;
  }

  function webAddress(value, base) {
    try {
      var url = new URL(value, base);
      return url.protocol === "https:" || url.protocol === "http:" ? url : null;
    } catch (error) { return null; }
  }

  function anchor(text, url) {
    var made = element("a", text);
    made.href = url.href;
    made.target = "_blank";
    made.rel = "noopener nofollow ugc";
    return made;
  }

  // Plain text in, text nodes and links out.
  function paragraph(text) {
    var made = element("p");
    var last = 0;
    var pattern = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/gi;
    for (var match = pattern.exec(text); match; match = pattern.exec(text)) {
      var url = webAddress(match[0]);
      if (!url) { continue; }
      made.append(text.slice(last, match.index), anchor(match[0], url));
      last = match.index + match[0].length;
    }
    made.append(text.slice(last));
    return made;
  }

  function noteElement(note) {
    var made = element("div", "", "note");
    made.append(paragraph(String(note.text || "")));
    var known = String(note.text || "");
    (note.links || []).forEach(function (link) {
      var url = webAddress(typeof link === "string" ? link : link.url);
      if (url && known.indexOf(typeof link === "string" ? link : link.url) < 0) {
        var line = element("p", "", "meta");
        line.append(anchor(url.hostname, url));
        made.append(line);
      }
    });
    if (note.tags && note.tags.length) {
      var tags = element("ul");
      tags.setAttribute("aria-label", "Why others found it helpful");
      note.tags.forEach(function (tag) { tags.append(element("li", String(tag))); });
      made.append(tags);
    }
    var meta = element("p", "Written by readers. It appears because people who usually disagree both found it helpful. ", "meta");
    var details = webAddress(note.detailsURL || "", origin);
    if (note.detailsURL && details) { meta.append(anchor("How this was decided", details)); }
    made.append(meta);
    return made;
  }

  function show(place, notes) {
    var shown = notes.filter(function (note) { return note && note.isShown; });
    if (!shown.length) { return; }
    var root = place.shadowRoot || place.attachShadow({ mode: "open" });
    if ("adoptedStyleSheets" in root) {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    }
    var section = element("section");
    section.setAttribute("aria-label", "Context added by readers");
    section.append(element("h2", "Readers added context"));
    shown.forEach(function (note) { section.append(noteElement(note)); });
    root.replaceChildren(section);
    place.dispatchEvent(new CustomEvent("commonground:shown", { bubbles: true, detail: { count: shown.length } }));
  }

  function load(place, address) {
    fetch(origin + "/api/v1/posts?url=" + encodeURIComponent(address), { credentials: "omit", headers: { Accept: "application/json" } })
      .then(function (response) { return response.ok ? response.json() : { notes: [] }; })
      .then(function (answer) { show(place, answer.notes || []); })
      .catch(function () { /* The page is complete without notes. */ });
  }

  function start() {
    var places = document.querySelectorAll("[data-commonground-url]");
    places.forEach(function (place) { load(place, new URL(place.dataset.commongroundUrl, location.href).href); });
    if (!places.length) {
      var single = document.querySelector("[data-commonground]:not(script)");
      var canonical = document.querySelector('link[rel="canonical"]');
      if (single) { load(single, canonical && canonical.href ? canonical.href : location.href.split("#")[0]); }
    }
  }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); } else { start(); }
})();
