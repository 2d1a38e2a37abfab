/** English: without a network. */
export default {
  offline: 'You are offline. What you see may be out of date.',
  'offline.loading': 'You are offline. The room opens by itself once you are back online.',
  'offline.kept': 'You are offline. Your vote is sent once you are back, even if you close this page.',
};
