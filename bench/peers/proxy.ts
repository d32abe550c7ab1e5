import { NextResponse } from "next/server";

/** Runs for no route, as ours runs for none of the API's. It stands here because Next would take the one of the folders above. */
export const proxy = () => NextResponse.next();

export const config = { matcher: ["/no-such-page"] };
