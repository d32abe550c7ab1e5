import { serve } from "@/lib/transport/api";

export { serve as DELETE, serve as GET, serve as PATCH, serve as POST, serve as PUT };
