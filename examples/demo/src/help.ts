/** What `--help` shows. */
export const help = `PIM Connector: the main job, with a PIM and shops on this machine to try it on.

  npm start
      A PIM (Akeneo, simulated) feeds two shops (Shopify, simulated, and the reference shop) with one read:
      a plan, a first run, a second one that sends nothing, three edits, a run that is killed and resumed,
      a shop that is away for a while, dead letters that are corrected, and an edit that travels by an event.
      Checks everything it says against the shops.

  npm start -- --catalogue <file or folder> [options]
      Syncs your own catalogue into a shop that is made to fit it, and shows what became of it.
      A file:    .csv, .tsv, .txt (a table with a header), .jsonl, .ndjson; each also with .gz.
      A folder:  files such as products.jsonl and categories.jsonl, or one table.
      The formats: docs/catalogue-format.md and packages/adapter-file/README.md.

Options
  --dry-run                  shows what a run would do, and sends nothing
  --json                     prints the result as JSON; everything else goes to standard error
  --help                     shows this

Of the catalogue
  --coverage <complete|partial>
                             what an empty cell or an absent field means: there is no value (complete, the
                             default), or nothing is said of it

Of a table
  --mapping <file>           JSON that says what the columns mean; without it, their names do
  --encoding <name>          such as utf-8 or windows-1252; found out if not given
  --delimiter <character>    what stands between cells; "tab" is a tab; found out if not given
  --quote <character>        what stands around cells: '"' (default), "'" or none
  --decimal-separator <, or .>
                             what stands before decimals; found out if not given
  --list-separator <text>    what stands between several entries of one cell; a comma if not given
  --currency <code>          currency of price columns that name none, such as EUR
  --image-base-url <URL>     where images lead to that are file names

Of the shop
  --locales <list>           its languages, the primary one first, such as de-DE,en; those of the catalogue
                             if not given
  --currencies <list>        such as EUR,CHF; those of the catalogue if not given

Exit code
  0   everything was synced; of the demo: everything it says is so
  1   some records were refused, or a run failed; of the demo: something is not so
  2   the options are wrong, or there is nothing to read
`;
