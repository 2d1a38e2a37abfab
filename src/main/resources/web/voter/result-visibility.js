/** Whether a voter may see the poll's result: while it is open only who has voted, unless the poll lets everybody; a result leads opinions. */
export const maySee = (poll, own) => poll.state !== 'open' || Boolean(poll.closing || poll.settings?.peek || own.counted);
