/*
 * A classic script on purpose: it runs before the first paint and before any module is asked for, and in browsers too old for modules.
 * It sets the chosen theme, so that the other one never flashes; the language, so that its words travel together with the modules and
 * only one language does; it keeps what is tapped on the hub's first paint, until the page can carry it out (a page names the words that it needs besides in data-words); and it loads the page anew when a module was lost on a bad network, because nothing else would.
 */
(function () {
  // A new language is its files in i18n/ and its name here.
  var languages = ['en', 'de'];
  var root = document.documentElement;

  try {
    var theme = localStorage.getItem('votehub.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch (e) {
    // Storage can be forbidden; the system's theme is then used.
  }
  if (/[?&]overlay(=|&|$)/.test(location.search)) root.classList.add('overlay');

  // What was chosen comes before what the browser reads, which knows the region.
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
  // Within a page that has this script in it, the page says where the files are.
  var files = document.currentScript.src || new URL(document.currentScript.dataset.assets, location.href);
  var parts = ['', document.currentScript.dataset.words];
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

  // Without import maps no module runs; tokens.css then shows the words for it.
  if (!(window.HTMLScriptElement && HTMLScriptElement.supports && HTMLScriptElement.supports('importmap'))) {
    root.classList.add('too-old');
    return;
  }

  var RELOADS = 'votehub.reloads';
  var reloads = 0;
  try {
    reloads = Number(sessionStorage.getItem(RELOADS)) || 0;
  } catch (e) {
    // Counting needs storage; without it each try waits the shortest time.
  }
  var leaving = false;
  var ready = false;
  window.addEventListener(
    'error',
    function (event) {
      // A module that did not come is an error of its script, words that did not come are one of the window.
      var ours = event.target === window || (event.target && event.target.tagName === 'SCRIPT');
      if (ready || leaving || !ours) return;
      leaving = true;
      // What has arrived is in the browser's cache, so each try gets further; with jitter, because a whole hall may be trying.
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
