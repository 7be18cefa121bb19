/** What Exact takes in one call, as it says it. */
export const MEGABYTES = 10;
const MEGABYTE = 1_000_000;
/** What goes along with the bytes: ids and the name of the file. */
const BESIDES = 4_096;

/** Of one file. Binaries are measured as they are, not as they are sent. */
export const MOST_BYTES = MEGABYTES * MEGABYTE - BESIDES;
