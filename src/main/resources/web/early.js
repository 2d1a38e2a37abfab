/*
 * A classic script on purpose: it runs before the first paint and before any module is asked for. It sets the chosen theme, so that the
 * other one never flashes, and the language, so that its words travel together with the modules and only one language does.
 */
(function () {
  // A new language is one file in i18n/ and its name here.
  var languages = ['en', 'de'];
  var root = document.documentElement;

  try {
    var theme = localStorage.getItem('votehub.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch (e) {
    // Storage can be forbidden; the system's theme is then used.
  }
  if (/[?&]overlay(=|&|$)/.test(location.search)) root.classList.add('overlay');

  var wanted = (navigator.languages || ['en']).filter(function (tag) {
    return languages.indexOf(tag.split('-')[0]) >= 0;
  });
  root.lang = wanted[0] || 'en';
  var preload = document.createElement('link');
  preload.rel = 'modulepreload';
  preload.href = new URL('i18n/' + root.lang.split('-')[0] + '.js', document.currentScript.src).href;
  document.head.appendChild(preload);
})();
