// A classic script on purpose: it runs before the first paint, so that a chosen theme never flashes the other one.
(function () {
  try {
    var choice = localStorage.getItem('votehub.theme');
    if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
  } catch (e) {
    // Storage can be forbidden; the system's theme is then used.
  }
  if (/[?&]overlay(=|&|$)/.test(location.search)) document.documentElement.classList.add('overlay');
})();
