/**
 * A hundredth of the big screen's height in px, by which it measures everything; on a window that is higher than wide it follows the width,
 * too. The same as `--u` in pages/screen-styles.js.
 */
export const screenUnit = ({ innerWidth, innerHeight } = window) =>
  innerWidth <= innerHeight ? Math.max(innerHeight * 0.007, innerWidth * 0.0105) : innerHeight / 100;
