/**
 * Whether a voter may see the poll's result. While a poll is open only those who have voted may, because a result influences votes; the
 * setting `peek` lifts that.
 */
export const maySeeResult = (poll, own) => poll.state !== 'open' || Boolean(poll.closing || poll.settings?.peek || own.counted);
