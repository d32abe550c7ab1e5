import { NextResponse } from "next/server";

/**
 * Runs for no route, like ours runs for none of the API's. The file exists because Next would otherwise use the one of
 * the folders above.
 */
export const proxy = () => NextResponse.next();

export const config = { matcher: ["/no-such-page"] };
