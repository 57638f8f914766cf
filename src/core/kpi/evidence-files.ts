// What a scorecard takes as evidence (DOMAIN.md section 11), for the contract and for the page that checks before it sends.

/** A file weighs at most 5 MB; a scorecard holds at most 50. */
export const maxFileBytes = 5 * 1024 * 1024
export const maxFiles = 50
