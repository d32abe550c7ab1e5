import { servePicture } from "@/lib/transport/picture_route";

export { servePicture as GET };
