import { serveTrpc as serve } from "@/lib/doors/procedures/trpc_route";

export { serve as DELETE, serve as GET, serve as HEAD, serve as OPTIONS, serve as PATCH, serve as POST, serve as PUT };
