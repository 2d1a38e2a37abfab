/** Stands for the tab of questions among the ids of polls, so that it appears as they do: while the user is idle. */
export const TAB_ID = 'questions-tab';

/** The tabs of a room without questions from the floor, see room-tabs.js. */
export const NO_TABS = { shown: false, poll: undefined, select: () => 'polls' };
