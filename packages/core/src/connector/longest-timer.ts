/** The longest time that `setTimeout` can wait, in milliseconds: it fires at once for anything longer. */
export const longestTimer = 2_147_483_647;
