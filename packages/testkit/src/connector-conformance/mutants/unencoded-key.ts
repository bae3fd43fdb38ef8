/** What arrives of a key that is put into the path of an address as it is. */
export function unencodedKey(key: string): string {
  const [path = ''] = new URL(`https://x.example/items/${key}`).pathname.split('/').slice(2);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
