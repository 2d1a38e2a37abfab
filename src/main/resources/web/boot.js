/*
 * Runs before the first paint and before any module is loaded, and in browsers without modules; therefore it is a classic script. It
 *   - applies the chosen theme, so that the other one never flashes;
 *   - chooses the language and preloads its texts, so that only one language is loaded, in parallel with the modules (a page names further
 *     texts that it needs in data-texts);
 *   - records what is tapped on the hub's first paint, which voter/first-paint.js replays;
 *   - reloads the page if a module could not be loaded on a bad network, because nothing else would.
 */
(function () {
  var root = document.documentElement;
  var script = document.currentScript;
  // To add a language, add its files to i18n/ and its name here.
  root.dataset.languages = 'en de fr es it nl pt pl uk tr ar zh ja';
  var languages = root.dataset.languages.split(' ');

  try {
    var theme = localStorage.getItem('votehub.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch (e) {
    // Storage may be blocked; then the system's theme is used.
  }
  // The room's, unless this person has chosen.
  if (!root.dataset.theme && root.dataset.mode) root.dataset.theme = root.dataset.mode;
  if (/[?&]overlay(=|&|$)/.test(location.search)) root.classList.add('overlay');

  // A chosen language takes precedence; the browser's language list supplies its region.
  var chosen = (/[?&]lang=(\w+)/.exec(location.search) || [])[1];
  try {
    chosen = chosen || (/(?:^|; )votehub-language=(\w+)/.exec(document.cookie) || [])[1];
  } catch (e) {
    // As above.
  }
  if (languages.indexOf(chosen) < 0) chosen = null;
  var wanted = (navigator.languages || []).filter(function (tag) {
    var language = tag.split('-')[0];
    return chosen ? language === chosen : languages.indexOf(language) >= 0;
  });
  root.lang = wanted[0] || chosen || 'en';
  if (/^ar/.test(root.lang)) root.dir = 'rtl';
  // If this script is inlined, the page tells the path of the assets.
  var files = script.src || new URL(script.dataset.assets, location.href);
  var parts = ['', script.dataset.texts];
  for (var i = 0; i < parts.length; i++) {
    if (parts[i] === undefined) continue;
    var preload = document.createElement('link');
    preload.rel = 'modulepreload';
    preload.href = new URL('i18n/' + (parts[i] && parts[i] + '.') + root.lang.split('-')[0] + '.js', files).href;
    document.head.appendChild(preload);
  }

  if ('shadowRootMode' in HTMLTemplateElement.prototype) root.classList.add('painted');
  document.addEventListener('click', function (event) {
    var paint = document.querySelector('.paint');
    var tapped = event.composedPath().find(function (node) {
      return node.dataset && node.dataset.tap;
    });
    if (!paint || !tapped) return;
    paint.taps = (paint.taps || []).concat(tapped.dataset.tap);
    tapped.classList.add('tapped');
  });

  // Without import maps no module runs; tokens.css then shows a notice.
  if (!(window.HTMLScriptElement && HTMLScriptElement.supports && HTMLScriptElement.supports('importmap'))) {
    root.classList.add('too-old');
    return;
  }

  var RELOADS = 'votehub.reloads';
  var reloads = 0;
  try {
    reloads = Number(sessionStorage.getItem(RELOADS)) || 0;
  } catch (e) {
    // The count needs storage; without it each retry uses the shortest delay.
  }
  var leaving = false;
  var ready = false;
  window.addEventListener(
    'error',
    function (event) {
      // A module that cannot be loaded is an error event of its script, texts that cannot be loaded one of the window.
      var ours = event.target === window || (event.target && event.target.tagName === 'SCRIPT');
      if (ready || leaving || !ours) return;
      leaving = true;
      // Loaded files are in the browser's cache, so each reload gets further; with jitter, because a whole hall may be reloading.
      var ceilingMs = Math.min(30000, 1500 * Math.pow(2, reloads));
      setTimeout(function () {
        try {
          sessionStorage.setItem(RELOADS, String(reloads + 1));
        } catch (e) {
          // As above.
        }
        location.reload();
      }, ceilingMs / 2 + (Math.random() * ceilingMs) / 2);
    },
    true
  );
  document.addEventListener('DOMContentLoaded', function () {
    customElements.whenDefined(document.body.firstElementChild.localName).then(function () {
      ready = true;
      try {
        sessionStorage.removeItem(RELOADS);
      } catch (e) {
        // As above.
      }
    });
  });
})();
