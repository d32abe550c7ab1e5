/** Nothing to start. It stands here because Next would take the one of the folders above. */
export function register() {}
