export { servePicture as GET } from "@/lib/transport/picture_route";
