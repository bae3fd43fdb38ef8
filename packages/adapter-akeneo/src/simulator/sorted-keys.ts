/** Keys in their order, in which a reader can go on after any key. Sorts only when somebody reads. */
export class SortedKeys {
  #keys: string[] = [];
  #sorted = true;

  get size(): number {
    return this.#keys.length;
  }

  add(key: string): void {
    const last = this.#keys.at(-1);
    if (last !== undefined && last > key) this.#sorted = false;
    this.#keys.push(key);
  }

  delete(key: string): void {
    const index = this.#sort().indexOf(key);
    if (index !== -1) this.#keys.splice(index, 1);
  }

  /** The keys after one, or all of them. */
  *after(key: string | null): Generator<string> {
    const keys = this.#sort();
    for (let index = key === null ? 0 : firstAfter(keys, key); index < keys.length; index += 1) {
      yield keys[index] ?? '';
    }
  }

  #sort(): string[] {
    if (!this.#sorted) this.#keys.sort(compare);
    this.#sorted = true;
    return this.#keys;
  }
}

function firstAfter(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** By code unit, as the keys are compared everywhere here. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
