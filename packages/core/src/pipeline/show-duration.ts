const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time for people, in its largest unit: “3 hours”. */
export function showDuration(milliseconds: number): string {
  const [name, length] = units.find(([, size]) => milliseconds >= size) ?? units[3];
  const count = Math.round(milliseconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
