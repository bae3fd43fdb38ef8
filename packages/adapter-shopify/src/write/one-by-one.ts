/**
 * Gives the members of lists one by one. For lists of hundreds: an async generator takes several turns of the queue for
 * each that it yields, this takes one.
 */
export function oneByOne<Item>(lists: AsyncIterable<readonly Item[]>): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator](): AsyncIterator<Item> {
      const source = lists[Symbol.asyncIterator]();
      let list: readonly Item[] = [];
      let at = 0;
      const next = (): Promise<IteratorResult<Item, undefined>> => {
        if (at >= list.length) return nextList();
        at += 1;
        return Promise.resolve({ done: false, value: list[at - 1] as Item });
      };
      const nextList = async (): Promise<IteratorResult<Item, undefined>> => {
        const result = await source.next();
        if (result.done === true) return { done: true, value: undefined };
        list = result.value;
        at = 0;
        return next();
      };
      return {
        next,
        async return() {
          list = [];
          await source.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
