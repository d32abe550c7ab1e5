/** Nothing to start. The file exists because Next would otherwise use the one of the folders above. */
export function register() {}
