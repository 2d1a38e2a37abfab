/**
 * The unit of all sizes on the big screen: a hundredth of its height in px; in portrait windows it depends on the width, too. The same as
 * `--u` in pages/screen-styles.js.
 */
export const screenUnit = ({ innerWidth, innerHeight } = window) =>
  innerWidth <= innerHeight ? Math.max(innerHeight * 0.007, innerWidth * 0.0105) : innerHeight / 100;
