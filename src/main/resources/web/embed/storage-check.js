/*
 * Runs before the first paint of the voter's page in a frame. Some browsers store nothing in frames of other sites; each reload would then
 * be another voter, so such a frame offers a tab instead of a ballot. Classic, because modules run after the first paint.
 */
(function () {
  if (window.top === window) return;
  try {
    localStorage.setItem('votehub.probe', '1');
    localStorage.removeItem('votehub.probe');
  } catch (e) {
    document.documentElement.classList.add('storeless');
  }
})();
